namespace Tyokyky.Referrals.Directory;

/// <summary>Decides what becomes of each document of an import.</summary>
/// <param name="keeper">Whose entries the caller may change and gets to keep; null: an operator's, everybody's.</param>
/// <param name="body">What is told, as it is kept; the same for the same.</param>
internal sealed class PtvImport(
    IReadOnlyList<DirectoryEntry> entries, IReadOnlyList<KnownPtvOrganisation> known, string? keeper, DateOnly today,
    Func<Guid> newId, Func<DirectoryDetails, string> body)
{
    private readonly Dictionary<Guid, DirectoryEntry> entryOf = entries.ToDictionary(entry => entry.PtvId!.Value);
    private readonly Dictionary<Guid, string> organisationOf = known.ToDictionary(each => each.PtvId, each => each.Organisation);
    private readonly Dictionary<Guid, EntryChannel> channelOf = [];
    private readonly HashSet<string> usedChannels = [];
    private readonly List<PtvRow> rows = [];

    /// <summary>PTV's organisations that are remembered from now on.</summary>
    public List<KnownPtvOrganisation> Organisations { get; } = [];

    /// <summary>The entries as they were and as they become.</summary>
    public List<(DirectoryEntry? Before, DirectoryEntry Now)> Changes { get; } = [];

    public string? OrganisationOf(Guid ptvId) => organisationOf.GetValueOrDefault(ptvId);

    public IReadOnlyList<PtvRow> Rows()
    {
        foreach (var row in rows.Where(row => row.Kind == PtvDocumentKind.Channel && row.Result != PtvImportResult.Refused))
        {
            row.Result = usedChannels.Contains(row.PtvId?.ToString() ?? "") ? PtvImportResult.Updated : PtvImportResult.Unchanged;
        }

        return rows;
    }

    public void Take(IReadOnlyList<PtvOrganisation> organisations)
    {
        foreach (var (index, organisation) in organisations.Index())
        {
            var result = PtvImportResult.Refused;
            if (organisation is { Reading.Errors.Count: 0, Id: { } id })
            {
                var before = OrganisationOf(id);
                result = before is null ? PtvImportResult.Created : before == organisation.BusinessId ? PtvImportResult.Unchanged : PtvImportResult.Updated;
                if (result != PtvImportResult.Unchanged)
                {
                    organisationOf[id] = organisation.BusinessId;
                    Organisations.Add(new(id, organisation.BusinessId));
                }
            }

            Add(PtvDocumentKind.Organisation, index, organisation.Id, organisation.Name, organisation.Reading, result);
        }
    }

    public void Take(IReadOnlyList<PtvChannel> channels)
    {
        foreach (var (index, channel) in channels.Index())
        {
            var isTaken = channel.Reading.Errors.Count == 0;
            if (isTaken)
            {
                channelOf[channel.Id!.Value] = channel.Channel;
            }

            Add(PtvDocumentKind.Channel, index, channel.Id, channel.Name, channel.Reading, isTaken ? PtvImportResult.Unchanged : PtvImportResult.Refused);
        }
    }

    public void Take(PtvService service, Organisation? provider, string code)
    {
        var index = rows.Count(row => row.Kind == PtvDocumentKind.Service);
        var before = service.Id is { } id ? entryOf.GetValueOrDefault(id) : null;
        RefuseFor(service, before, provider, code);
        var now = service.Reading.Errors.Count > 0 || (before is null && service.Status == PtvStatus.Ended) ? null : Become(service, before, provider!, code);
        if (now is { State: DirectoryEntryState.Published })
        {
            foreach (var missing in now.Details.Missing())
            {
                service.Reading.Refuse(missing, "FIELD_REQUIRED", "told, since the entry is published");
            }
        }

        var isRefused = service.Reading.Errors.Count > 0;
        var isSame = now is null || (before is not null && before.State == now.State && body(before.Details) == body(now.Details));
        if (!isRefused && !isSame)
        {
            Changes.Add((before, now!));
            usedChannels.UnionWith(now!.Details.Channels.Select(channel => channel.PtvId));
        }

        var result = isRefused ? PtvImportResult.Refused
            : isSame ? PtvImportResult.Unchanged
            : before is null ? PtvImportResult.Created
            : PtvImportResult.Updated;
        Add(PtvDocumentKind.Service, index, service.Id, service.Name, service.Reading, result).EntryId = isRefused ? null : now?.Id ?? before?.Id;
    }

    private void RefuseFor(PtvService service, DirectoryEntry? before, Organisation? provider, string code)
    {
        var reading = service.Reading;
        if (service.Organisation is { } id && provider is null)
        {
            var reason = OrganisationOf(id) is null ? "ORGANISATION_UNKNOWN" : "ORGANISATION_NOT_REGISTERED";
            reading.Refuse(
                "organizations",
                reason,
                "the responsible organisation's document among organizations, and the organisation in our register (RegisterOrganisation)");
        }

        if (code.Length == 0 && before is null && service.Details.Service.Length == 0)
        {
            reading.Refuse("serviceClasses", "SERVICE_CLASS_UNMAPPED", "a class that PtvCodes.csv maps, or the service named in service_codes");
        }

        if (keeper is not null && before is not null && before.MaintainerOrganisation != keeper)
        {
            reading.Refuse("id", "KEPT_BY_ANOTHER", "a service that the caller's organisation keeps");
        }
    }

    private DirectoryEntry Become(PtvService service, DirectoryEntry? before, Organisation provider, string code)
    {
        var own = before?.Details ?? new DirectoryDetails { Audiences = [DirectoryAudience.Clients, DirectoryAudience.Professionals] };
        var details = service.Details with
        {
            Service = code.Length > 0 ? code : own.Service.Length > 0 ? own.Service : service.Details.Service,
            Provider = provider.Id,
            ProviderKind = provider.Kind,
            Channels = [.. ChannelsOf(service, own), .. own.Channels.Where(channel => channel.PtvId.Length == 0)],
            Audiences = own.Audiences,
            AgeFrom = own.AgeFrom,
            AgeTo = own.AgeTo,
            Modes = own.Modes,
            Benefits = own.Benefits,
            CoachingModel = own.CoachingModel,
            AssociationOffers = own.AssociationOffers,
            AssociationText = own.AssociationText,
            ForProfessionals = own.ForProfessionals,
            Link = own.Link,
            ValidFrom = own.ValidFrom,
            ValidTo = own.ValidTo,
            EndedInPtv = service.Status == PtvStatus.Ended,
        };
        var asOf = service.ModifiedOn is { } modified && modified < today ? modified : today;
        return DirectoryEntry.Imported(before, newId, service.Id!.Value, keeper ?? "", details, StateOf(service, before), asOf, today);
    }

    private static DirectoryEntryState StateOf(PtvService service, DirectoryEntry? before)
    {
        if (service.Status == PtvStatus.Published && before is { State: DirectoryEntryState.Withdrawn, Details.EndedInPtv: false })
        {
            service.Reading.Warn("publishingStatus", "WITHDRAWN_HERE", "published here again by PublishDirectoryEntry, if it should be");
            return DirectoryEntryState.Withdrawn;
        }

        return service.Status switch
        {
            PtvStatus.Published => DirectoryEntryState.Published,
            PtvStatus.Ended => DirectoryEntryState.Withdrawn,
            _ => before?.State ?? DirectoryEntryState.Draft,
        };
    }

    private IEnumerable<EntryChannel> ChannelsOf(PtvService service, DirectoryDetails own)
    {
        foreach (var (id, path) in service.Channels)
        {
            if (channelOf.TryGetValue(id, out var given)) { yield return given; }
            else if (own.Channels.FirstOrDefault(channel => channel.PtvId == id.ToString()) is { } earlier) { yield return earlier; }
            else { service.Reading.Warn(path, "CHANNEL_NOT_GIVEN", "a channel among service_channels, here or in an earlier import"); }
        }
    }

    private PtvRow Add(PtvDocumentKind kind, int index, Guid? id, string name, PtvReading reading, PtvImportResult result)
    {
        var row = new PtvRow(kind, index, id, name, [.. reading.Errors.Distinct()], [.. reading.Warnings.Distinct()]) { Result = result };
        rows.Add(row);
        return row;
    }
}

/// <summary>An organisation of PTV, and its business id.</summary>
internal sealed record KnownPtvOrganisation(Guid PtvId, string Organisation);

/// <summary>What became of one document.</summary>
internal sealed record PtvRow(PtvDocumentKind Kind, int Index, Guid? PtvId, string Name, IReadOnlyList<PtvProblem> Errors, IReadOnlyList<PtvProblem> Warnings)
{
    public PtvImportResult Result { get; set; }

    public Guid? EntryId { get; set; }
}
