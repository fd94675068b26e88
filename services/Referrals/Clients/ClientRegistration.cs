using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Clients;

/// <summary>Find-or-register, for RegisterClient and for a referral that brings its client along.</summary>
internal sealed class ClientRegistration(
    ClientStore clients, IRecordFollowers followers, TimeProvider time, IBusinessClock clock, IHostEnvironment environment)
{
    /// <summary>What the contract does not say of a client to register: a change may name a part of this.</summary>
    public static void Check(Check check, ClientDetails details, DateOnly today) => check
        .Required("given_names", details.GivenNames)
        .Required("family_name", details.FamilyName)
        .That(
            details.PersonalIdentityCode.Length > 0 || details.BirthDate is not null,
            "birth_date",
            "FIELD_REQUIRED",
            "a day, when there is no personal identity code")
        .OptionalBirthDate("birth_date", details.BirthDate, today)
        .OptionalMunicipality("municipality", details.Municipality)
        .Code("contact_language", details.ContactLanguage, "language", today)
        .Code("register", details.Register, "register", today)
        .OptionalCode("customer_profile", details.CustomerProfile, "customer-profile", today)
        .References("external_references", details.ExternalReferences)
        .Care(details, today);

    /// <summary>The client that a request names, or brings along as new_client.</summary>
    public static void CheckNew(Check check, ClientDetails? details, string clientId, DateOnly today) => check
        .That(details is null || clientId.Length == 0, "client_id", "CLIENT_GIVEN_TWICE", "empty when new_client is given")
        .Within("new_client", details, (client, given) => Check(client, given, today));

    /// <summary>The code, or a refusal that names its wrong part.</summary>
    public PersonalIdentityCode? Code(ClientDetails? details, string path)
    {
        if (details is not { PersonalIdentityCode.Length: > 0 })
        {
            return null;
        }

        var code = Code(details.PersonalIdentityCode, path + "personal_identity_code");
        return details.BirthDate is { } given && given.ToDay() != code.BirthDate ? throw ClientErrors.BirthDateDisagrees(path + "birth_date") : code;
    }

    /// <summary>The code that a field holds, or a refusal that names its wrong part.</summary>
    public PersonalIdentityCode Code(string text, string field)
    {
        var (code, wrongPart) = PersonalIdentityCode.Parse(text);
        if (code is null)
        {
            throw ClientErrors.WrongCode(field, wrongPart!);
        }

        return code.IsTemporary && !environment.IsDevelopment() ? throw ClientErrors.TemporaryCode(field)
            : !BirthDates.IsPossible(code.BirthDate, clock.Today) ? throw ClientErrors.CodeOfImpossibleDay(field, clock.Today)
            : code;
    }

    /// <summary>The person with that code, and the controller's own record; nothing is found without a code.</summary>
    public Query<KnownPerson> Find(PersonalIdentityCode? code, ClientDetails? details, Call call) => code is null || details is null
        ? Query.Nothing<KnownPerson>()
        : clients.ByCode(code, call.Caller.Organisation, details.Register);

    /// <summary>The caller's own record: the one found, or a new one that the commit will add.</summary>
    public ClientRecord Resolve(ClientDetails details, PersonalIdentityCode? code, KnownPerson? known, Call call)
    {
        if (known?.Own is { } own)
        {
            // A protection that is told is in force, whoever was told of it before.
            return details.NonDisclosure && !own.NonDisclosure ? own with { NonDisclosure = true, Version = own.Version + 1 } : own;
        }

        var id = known?.ClientId ?? Guid.CreateVersion7(time.GetUtcNow());
        return new ClientRecord
        {
            ClientId = id,
            Person = known?.Person ?? id,
            Controller = call.Caller.Organisation,
            Register = details.Register,
            GivenNames = details.GivenNames,
            FamilyName = details.FamilyName,
            BirthDate = code?.BirthDate ?? details.BirthDate.ToDay(),
            HasCode = code is not null,
            Municipality = details.Municipality,
            ContactLanguage = details.ContactLanguage,
            Sex = details.Sex == Sex.Unspecified ? code?.Sex ?? Sex.Unspecified : details.Sex,
            CustomerProfile = details.CustomerProfile,
            NonDisclosure = details.NonDisclosure,
            RegisteredAt = time.GetUtcNow(),
            Care = details.ToCare(),
        };
    }

    /// <summary>What was told otherwise than the record that was found says: it is not taken, and the caller hears which fields it is.</summary>
    public static IEnumerable<string> Differing(ClientDetails? details, KnownPerson? known) =>
        details is not null && known?.Own is { } own ? details.Differing(own) : [];

    /// <summary>
    /// Adds to the commit what is new. A record that was found, or that the request names, stays as it was read, but for a non-disclosure and for references
    /// that were told of it.
    /// </summary>
    /// <param name="path">Where the request tells of the client.</param>
    public void Add(Commit commit, ClientDetails? details, ClientRecord record, PersonalIdentityCode? code, KnownPerson? known, string path = "new_client.")
    {
        // What is made for a client that is known carries what is known of it: an order of non-disclosure would come too late for it.
        if (details is null || known?.Own is not null)
        {
            AddToFound(commit, details, record, known?.Own ?? record, path);
            return;
        }

        if (known is null)
        {
            clients.AddPerson(commit, record.ClientId, record.BirthDate, code);
        }
        else
        {
            // Nor did another client of the controller's turn out to be this person.
            commit
                .Lock(ClientLocks.Rely(ClientLocks.Records, known.Person))
                .GuardAbsence(ClientStore.OwnRows(known.Person, record.Controller, record.Register));
        }

        ClientStore.Add(commit, record);
        if (known is not null && record.NonDisclosure)
        {
            followers.Hide(commit, record);
        }

        commit
            // Another commit registered the same person between our load and now: load again and find it.
            .OnViolation(ClientStore.CodeIndexKey, () => new RetryableConflict("The client was registered meanwhile."))
            .OnViolation(ClientStore.RecordKey, () => new RetryableConflict("The client was registered meanwhile."))
            .Fact(new ClientRegistered { Client = Facets.Of(record, clock.Today), Controller = record.Controller }, record.ClientId.ToString());
        ExternalReferences.AddToClient(commit, record.Controller, record.ClientId, details.ExternalReferences, path);
    }

    private void AddToFound(Commit commit, ClientDetails? details, ClientRecord record, ClientRecord found, string path)
    {
        commit.Fence(ClientStore.Fence(found));
        if (record != found)
        {
            Change(commit, found, record);
        }

        ExternalReferences.AddToClient(commit, record.Controller, record.ClientId, details?.ExternalReferences ?? [], path);
    }

    /// <summary>Changes a record, with all that follows from it.</summary>
    public void Change(Commit commit, ClientRecord before, ClientRecord changed, string reason = "")
    {
        ClientStore.Change(commit, before, changed);
        if (changed.NonDisclosure && !before.NonDisclosure)
        {
            followers.Hide(commit, changed);
        }

        if (changed.BirthDate is { } born && born != before.BirthDate)
        {
            followers.Correct(commit, changed, born);
        }

        Tell(commit, before, changed, clock.Today);
        commit.Transition(new Transition(before.ObjectType, before.ObjectId, "registered", "registered", clock.Now, Note: reason));
    }

    /// <summary>Tells what figures count otherwise since a change of a record.</summary>
    public static void Tell(Commit commit, ClientRecord before, ClientRecord changed, DateOnly today)
    {
        if (changed.CountsOtherwiseThan(before))
        {
            commit.Fact(new ClientChanged { Client = Facets.Of(changed, today), Controller = before.Controller }, before.ClientId.ToString());
        }
    }
}
