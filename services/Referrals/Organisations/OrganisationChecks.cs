namespace Tyokyky.Referrals.Organisations;

/// <summary>What every change of an organisation's parts checks.</summary>
internal static class OrganisationChecks
{
    /// <summary>A manager changes its own organisation's parts; an operator everybody's.</summary>
    public static Authorizing<T> AuthorizeKeeper<T>(this Loading<T> loading, Call call, string organisation) =>
        loading.Authorize(_ => default, _ => call.Caller.Organisation == organisation ? Relation.SameOrganisation : Relation.None);

    /// <summary>The part to change is registered, the named organisation's, and as the caller saw it; a new one has no etag.</summary>
    public static void MustBeTheirs(this Call call, OrganisationPart? part, string what, string id, string organisation)
    {
        if (id.Length == 0)
        {
            call.MustMatch(null);
            return;
        }

        if (part is null)
        {
            throw OrganisationErrors.PartUnknown(what);
        }

        if (part.Organisation != organisation)
        {
            throw OrganisationErrors.OfAnotherOrganisation(what + "_id");
        }

        call.MustMatch(part.Etag);
    }

    /// <summary>Keeps a new part, or the changed one by its version; answers it as it then is.</summary>
    public static T Register<T>(this Commit commit, T? before, T now, Func<T, Sql> insert, Func<T, Sql> update, DateTimeOffset at)
        where T : OrganisationPart, IAggregate<T>
    {
        commit.Transition(new Transition(now.ObjectType, now.Id, before is null ? "" : "registered", "registered", at));
        if (before is null)
        {
            commit.Add(insert(now));
            return now;
        }

        commit.Change(before, update(now.At(before.Version)));
        return now.At(before.Version + 1);
    }

    /// <summary>The unit that a part names is registered and of the same organisation.</summary>
    public static Guid? RequireUnit(Unit? unit, string id, string organisation) => (id, unit) switch
    {
        ({ Length: 0 }, _) => null,
        (_, null) => throw OrganisationErrors.UnknownUnit(),
        _ when unit.Organisation != organisation => throw OrganisationErrors.OfAnotherOrganisation("unit_id"),
        _ => unit.Id,
    };

    public static void MustOffer(this Organisation organisation, IEnumerable<string> services)
    {
        if (!services.All(organisation.Offers))
        {
            throw OrganisationErrors.NotOffered(organisation.Services);
        }
    }

    /// <summary>The days of a request whose shape is right.</summary>
    public static Validity Days(Date? from, Date? to) => new(from?.ToDay(), to?.ToDay());
}
