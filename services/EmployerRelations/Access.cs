using Tyokyky.ServiceDefaults;
using static Tyokyky.ServiceDefaults.Role;

namespace Tyokyky.EmployerRelations;

/// <summary>Who may call what. An employer is no client: no relation is asked for. An RPC that is not here is refused.</summary>
internal static class Access
{
    private const string Employers = "tyokyky.employers.v1.EmployersService";
    private const string Openings = "tyokyky.employers.v1.OpeningsService";

    /// <summary>Those who talk with employers.</summary>
    private const Role Workers = Coach | EmployerLiaison;

    public static AccessTable Table { get; } = new AccessTable()
        .Rpc($"{Employers}/RegisterEmployer", Workers)
        .Rpc($"{Employers}/GetEmployer", Workers)
        .Rpc($"{Employers}/ListEmployers", Workers)
        .Rpc($"{Employers}/LogEmployerContact", Workers)
        .Rpc($"{Employers}/SetDoNotContact", Workers)
        .Rpc($"{Openings}/PublishOpening", Workers)
        .Rpc($"{Openings}/CloseOpening", Workers)
        .Rpc($"{Openings}/FindOpenings", Workers);
}
