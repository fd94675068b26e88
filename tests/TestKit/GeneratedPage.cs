namespace Tyokyky.TestKit;

/// <summary>A page of the documentation that is generated from the code.</summary>
public static class GeneratedPage
{
    /// <summary>Fails when the page is behind; with TYOKYKY_WRITE_PAGES=1 it is written instead.</summary>
    public static void ShouldBe(string page, string text)
    {
        var file = Path.Combine(Root(), page);
        if (Environment.GetEnvironmentVariable("TYOKYKY_WRITE_PAGES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            throw new InvalidOperationException($"{page} is behind the code. Write it anew: TYOKYKY_WRITE_PAGES=1 ./test");
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tyokyky.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
