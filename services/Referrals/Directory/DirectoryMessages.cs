using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>What an entry tells, between the contract and the domain.</summary>
internal static class DirectoryMessages
{
    public static DirectoryDetails ToDomain(this DirectoryEntryDetails given, string providerKind) => new()
    {
        Name = given.Name.ToDomain(),
        Summary = given.Summary.ToDomain(),
        Description = given.Description.ToDomain(),
        Service = given.Service,
        Provider = given.Provider,
        ProviderKind = providerKind,
        Audiences = [.. given.Audiences.Order()],
        TargetGroups = [.. given.TargetGroups],
        Area = given.Area,
        Municipalities = [.. given.Municipalities.Distinct().Order(StringComparer.Ordinal)],
        Languages = [.. given.Languages],
        AgeFrom = given.HasAgeFrom ? given.AgeFrom : null,
        AgeTo = given.HasAgeTo ? given.AgeTo : null,
        Modes = [.. given.Modes.Order()],
        HowToJoin = given.HowToJoin.ToDomain(),
        Conditions = given.Conditions.ToDomain(),
        Cost = given.Cost,
        CostText = given.CostText.ToDomain(),
        Benefits = given.Benefits.ToDomain(),
        CoachingModel = given.CoachingModel,
        AssociationOffers = [.. given.AssociationOffers],
        AssociationText = given.AssociationText.ToDomain(),
        ForProfessionals = given.ForProfessionals.ToDomain(),
        Channels = [.. given.Channels.Select(ToDomain)],
        Keywords = [.. given.Keywords],
        Source = given.Source,
        KnowledgeKind = given.KnowledgeKind,
        Topics = [.. given.Topics],
        Needs = [.. given.Needs],
        AboutServices = [.. given.AboutServices],
        Link = given.Link,
        ValidFrom = given.ValidFrom?.ToDay(),
        ValidTo = given.ValidTo?.ToDay(),
    };

    /// <summary>Without the professionals' part for those who are none.</summary>
    public static DirectoryEntryDetails ToMessage(this DirectoryDetails told, bool toProfessional)
    {
        var message = new DirectoryEntryDetails
        {
            Name = told.Name.ToMessage(),
            Summary = told.Summary.ToMessage(),
            Description = told.Description.ToMessage(),
            Service = told.Service,
            Provider = told.Provider,
            ProviderKind = told.ProviderKind,
            Audiences = { told.Audiences },
            TargetGroups = { told.TargetGroups },
            Area = told.Area,
            Municipalities = { told.Municipalities },
            Languages = { told.Languages },
            Modes = { told.Modes },
            HowToJoin = told.HowToJoin.ToMessage(),
            Conditions = told.Conditions.ToMessage(),
            Cost = told.Cost,
            CostText = told.CostText.ToMessage(),
            Benefits = told.Benefits.ToMessage(),
            CoachingModel = told.CoachingModel,
            AssociationOffers = { told.AssociationOffers },
            AssociationText = told.AssociationText.ToMessage(),
            ForProfessionals = toProfessional ? told.ForProfessionals.ToMessage() : null,
            Channels = { told.Channels.Select(ToMessage) },
            Keywords = { told.Keywords },
            Source = told.Source,
            KnowledgeKind = told.KnowledgeKind,
            Topics = { told.Topics },
            Needs = { told.Needs },
            AboutServices = { told.AboutServices },
            Link = told.Link,
            ValidFrom = told.ValidFrom?.ToDate(),
            ValidTo = told.ValidTo?.ToDate(),
        };
        if (told.AgeFrom is { } from)
        {
            message.AgeFrom = from;
        }

        if (told.AgeTo is { } to)
        {
            message.AgeTo = to;
        }

        return message;
    }

    private static EntryChannel ToDomain(DirectoryChannel given) => new()
    {
        Kind = given.Kind,
        Name = given.Name.ToDomain(),
        Phone = given.Phone,
        Email = given.Email,
        WebPage = given.WebPage,
        Address = given.Address,
        Municipality = given.Municipality,
        Hours = [.. given.Hours.Select(hours => new EntryHours(hours.WeekdayFrom, hours.WeekdayTo, hours.Opens, hours.Closes)
        {
            ValidFrom = hours.ValidFrom?.ToDay(),
            ValidTo = hours.ValidTo?.ToDay(),
            Closed = hours.Closed,
            Note = hours.Note.ToDomain(),
        })],
        PtvId = given.PtvId,
    };

    private static DirectoryChannel ToMessage(EntryChannel channel) => new()
    {
        Kind = channel.Kind,
        Name = channel.Name.ToMessage(),
        Phone = channel.Phone,
        Email = channel.Email,
        WebPage = channel.WebPage,
        Address = channel.Address,
        Municipality = channel.Municipality,
        Hours =
        {
            channel.Hours.Select(hours => new OpeningHours
            {
                WeekdayFrom = hours.WeekdayFrom,
                WeekdayTo = hours.WeekdayTo,
                Opens = hours.Opens,
                Closes = hours.Closes,
                ValidFrom = hours.ValidFrom?.ToDate(),
                ValidTo = hours.ValidTo?.ToDate(),
                Closed = hours.Closed,
                Note = hours.Note.ToMessage(),
            }),
        },
        PtvId = channel.PtvId,
    };
}
