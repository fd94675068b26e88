namespace Tyokyky.Sandbox.Identity;

/// <summary>Who a token speaks for. <paramref name="Organisation"/> is a Y-tunnus, or <c>service:name</c> for the suite's own services.</summary>
internal sealed record Caller(string Subject, string DisplayName, string Organisation, IReadOnlyList<string> Roles, string? ClientReference = null);

/// <summary>An example caller: a system or a person of one of the synthetic organisations.</summary>
internal sealed record ExampleCaller(
    string Name, string DisplayName, bool IsPerson, Organisation Organisation, IReadOnlyList<string> Roles, string? Profession, string About);

/// <summary>The example callers of Callers.json. Their names are their tokens' subjects.</summary>
internal sealed class Callers(Organisations organisations, SandboxFolder folder)
{
    private const string ClientReferenceFile = "client-reference";

    public IReadOnlyList<ExampleCaller> All { get; } =
    [
        .. Resource.Read<Row>("Callers.json").Select(row => new ExampleCaller(
            row.Name, row.Display, row.Kind == "person", organisations[row.Organisation], row.Roles, row.Profession, row.About)),
    ];

    public IEnumerable<ExampleCaller> People => All.Where(caller => caller.IsPerson);

    public ExampleCaller? Find(string name) => All.FirstOrDefault(caller => caller.Name == name);

    public Caller Identity(ExampleCaller caller) => new(
        caller.Name,
        caller.DisplayName,
        caller.Organisation.Id,
        caller.Roles,
        caller.Roles.Contains("client") ? ClientReference : null);

    /// <summary>The client record that the example client is: known once the demo caseload has registered it.</summary>
    public string? ClientReference
    {
        get => folder.Read(ClientReferenceFile) is { Length: > 0 } reference ? reference : null;
        set => folder.Write(ClientReferenceFile, value ?? "");
    }

    private sealed record Row(string Name, string Display, string Kind, string Organisation, string[] Roles, string? Profession, string About);
}
