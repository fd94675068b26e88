namespace Tyokyky.JobCoaching.Resources;

/// <summary>Entries as messages and facts, and what requests say of them.</summary>
internal static class ResourceMessages
{
    public static ResourceEntry ToMessage(this Resource resource, Caller caller) => new()
    {
        ResourceId = resource.Id.ToString(),
        Organisation = resource.Organisation,
        State = resource.State,
        Details = resource.Details(),
        ErrorReason = resource.ErrorReason,
        Etag = resource.RelationOf(caller) == Relation.Owner ? resource.Etag.Value : "",
    };

    public static ResourceType TypeOf(this ResourceDetails details) => details.WhatCase switch
    {
        ResourceDetails.WhatOneofCase.Staffing => ResourceType.Staffing,
        ResourceDetails.WhatOneofCase.Cost => ResourceType.Cost,
        ResourceDetails.WhatOneofCase.Budget => ResourceType.Budget,
        _ => ResourceType.Unspecified,
    };

    public static ResourceTold ToDomain(this ResourceDetails details, string organisation)
    {
        var line = details.Cost ?? details.Budget;
        return new(
            details.Programme, details.Organisation.Length > 0 ? details.Organisation : organisation, details.FromDay.ToDay(), details.ToDay.ToDay(),
            details.Staffing?.Role ?? line!.Kind, details.Staffing?.GrantHundredths ?? 0, details.Staffing?.OwnHundredths ?? 0,
            line?.Funding ?? "", line?.Funder ?? "", line?.Amount.ToCents() ?? 0, details.Note);
    }

    public static IMessage Fact(Resource? before, Resource now) => (before, now.State) switch
    {
        (null, _) => Recorded(now),
        (_, ResourceState.EnteredInError) => new ResourceEnteredInError { ResourceId = now.Id.ToString(), Organisation = now.Organisation },
        _ => new ResourceCorrected { Resource = Recorded(now) },
    };

    private static ResourceDetails Details(this Resource resource)
    {
        var told = resource.Told;
        var details = new ResourceDetails
        {
            Programme = told.Programme,
            Organisation = told.ShareOf,
            FromDay = told.From.ToDate(),
            ToDay = told.To.ToDate(),
            Note = told.Note,
        };
        var line = new CostLine { Kind = told.Kind, Funding = told.Funding, Funder = told.Funder, Amount = told.Cents.ToMoney() };
        switch (resource.Type)
        {
            case ResourceType.Cost: details.Cost = line; break;
            case ResourceType.Budget: details.Budget = line; break;
            default:
                details.Staffing = new Staffing { Role = told.Kind, GrantHundredths = told.GrantHundredths, OwnHundredths = told.OwnHundredths };
                break;
        }

        return details;
    }

    private static ResourceRecorded Recorded(Resource resource) => new()
    {
        ResourceId = resource.Id.ToString(),
        Organisation = resource.Organisation,
        ShareOf = resource.Told.ShareOf,
        Programme = resource.Told.Programme,
        Type = StateCode.Of(resource.Type),
        Kind = resource.Told.Kind,
        Funding = resource.Told.Funding,
        GrantHundredths = resource.Told.GrantHundredths,
        OwnHundredths = resource.Told.OwnHundredths,
        Cents = resource.Told.Cents,
        FromDay = resource.Told.From.ToDate(),
        ToDay = resource.Told.To.ToDate(),
    };
}
