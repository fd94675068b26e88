using System.Text;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>The page that says who may call what.</summary>
public sealed class AccessPageTests
{
    [Fact]
    public void The_page_of_access_is_what_stands_on_the_use_cases()
    {
        var page = new StringBuilder("# Who may call what\n\nGenerated from the use cases' `[Access]`. A caller needs one of the roles of a line and, to the object that the call is about, one of\n" +
            "its relations (none: no relation is needed; the answer may still show less). What stands in no line is refused.\n");
        foreach (var project in Project.Shipped)
        {
            var rules = TypeTests.Tables(project.Assembly).SelectMany(table => table).Where(rule => rule.Rpc.StartsWith("/tyokyky.", StringComparison.Ordinal));
            foreach (var service in rules.GroupBy(rule => rule.Rpc.Split('/')[1]).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                page.Append("\n## ").Append(service.Key).Append("\n\n| RPC | Roles | Relation |\n|---|---|---|\n");
                foreach (var rule in service.OrderBy(rule => rule.Rpc, StringComparer.Ordinal))
                {
                    foreach (var grant in rule.Grants)
                    {
                        var roles = grant.Roles == Roles.Any ? "any" : Roles.Names(grant.Roles).Replace(",", ", ", StringComparison.Ordinal);
                        page.Append("| ").Append(rule.Rpc.Split('/')[2]).Append(" | ").Append(roles).Append(" | ").Append(Names(grant.Relations)).Append(" |\n");
                    }
                }
            }
        }

        GeneratedPage.ShouldBe("docs/access.md", page.ToString());
    }

    private static string Names(Relation relations) => relations == Relation.None ? "" : string.Concat(relations.ToString().Select(letter => char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{letter}"))
        .Replace(" _", " ", StringComparison.Ordinal).TrimStart('_');
}
