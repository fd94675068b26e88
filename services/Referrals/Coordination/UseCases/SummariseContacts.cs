using System.Globalization;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Counts an organisation's own contacts by every dimension: the pilots' follow-up table.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class SummariseContacts(Database database)
{
    public static void Validate(SummariseContactsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalProgramme("programme", request.Programme)
        .OptionalMunicipality("municipality", request.Municipality);

    public async Task<SummariseContactsResponse> Handle(SummariseContactsRequest request, Call call)
    {
        var filter = new ContactFilter(request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue)
        {
            Programme = request.Programme,
            Municipality = request.Municipality,
        };

        var (totals, tally) = await database.ManyAsync(
            ContactStore.Totals(call.Caller.Organisation, filter), ContactStore.Tally(call.Caller.Organisation, filter), call.Cancel);

        var response = new SummariseContactsResponse
        {
            Contacts = totals!.Contacts,
            ContactsWithOutcome = totals.WithOutcome,
            Minutes = totals.Minutes,
            NamedClients = totals.NamedClients,
        };
        response.Counts.AddRange(tally!.Select(row => new ContactCount { Dimension = row.Dimension, Code = CodeOf(row), Contacts = row.Contacts }));
        return response;
    }

    private static string CodeOf(ContactTally row) => row.Dimension switch
    {
        "age-band" => AgeBands.CodeOf((AgeBand)int.Parse(row.Code, CultureInfo.InvariantCulture)),
        "sex" => StateCode.Of((Sex)int.Parse(row.Code, CultureInfo.InvariantCulture)),
        "mode" => StateCode.Of((Mode)int.Parse(row.Code, CultureInfo.InvariantCulture)),
        _ => row.Code,
    };
}
