using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Cards as the contract tells them, ready to be printed: all of one to those who take part, the public part to others.</summary>
internal sealed class CardView(ProgrammeView programmes, OrganisationStore organisations)
{
    public async ValueTask<ProgrammeCard> Of(Programme programme, CardVersion? version, Relation relation, Call call)
    {
        var card = new ProgrammeCard { Programme = await programmes.Of(programme, call) };
        if (version is null) { return card; }

        var takesPart = relation != Relation.None;
        var told = takesPart ? version.Details : version.Details.PublicPart();
        string[] named = [.. Organisations(told).Append(programme.Organisation).Where(id => id.Length > 0).Distinct()];
        var name = await organisations.NamesAsync(named, call.Cancel);
        card.Version = version.Number;
        card.Details = told.ToMessage(name);
        card.IsPartial = !takesPart && version.Details.HasMore;
        card.SavedAt = Timestamp.FromDateTimeOffset(version.SavedAt);
        card.Note = takesPart ? version.Note : "";
        card.Etag = takesPart ? version.Etag : "";
        card.Organisations.AddRange(named.Select(id => new NamedOrganisation { Organisation = id, Name = name(id) }));
        card.Labels.AddRange(Labels(told, FinnishTime.DayOf(version.SavedAt)));
        return card;
    }

    private static IEnumerable<string> Organisations(CardDetails told) =>
    [
        .. told.Partners.Select(partner => partner.Organisation),
        .. told.Staff.Select(one => one.Organisation),
        .. told.Goals.SelectMany(goal => goal.Measures).Select(measure => measure.Responsible),
    ];

    private static IEnumerable<CodeLabel> Labels(CardDetails told, DateOnly day) =>
    [
        .. Labels("programme-role", told.Partners.Select(partner => partner.Role), day),
        .. Labels("funding-kind", told.Funding.Select(share => share.Kind), day),
        .. Labels("budget-kind", told.Budget.Select(line => line.Kind), day),
        .. Labels("staff-role", told.Staff.Select(one => one.Role), day),
    ];

    private static IEnumerable<CodeLabel> Labels(string system, IEnumerable<string> codes, DateOnly day) =>
        from code in codes.Distinct()
        let entry = CodeSystem.Get(system).On(code, day)
        where entry is not null
        select new CodeLabel { CodeSystem = system, Code = code, LabelFi = entry.Fi, LabelSv = entry.Sv, LabelEn = entry.En };
}
