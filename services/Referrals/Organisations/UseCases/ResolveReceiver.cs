namespace Tyokyky.Referrals.Organisations;

/// <summary>Says who answers for a service in a municipality on a day, and who else offers it there.</summary>
[Access(Pickers | Role.Client)]
internal sealed class ResolveReceiver(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    private const int MostOthers = 50;

    public void Validate(ResolveReceiverRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.OnDay));

    public async Task<ResolveReceiverResponse> Handle(ResolveReceiverRequest request, Call call)
    {
        var day = request.OnDay?.ToDay() ?? clock.Today;

        var answering = await database.OneAsync(AreaStore.Answering(request.Municipality, request.Service, day), call.Cancel);
        var unit = answering?.Area.Unit is { } id ? await database.OneAsync(UnitStore.ById(id), call.Cancel) : null;
        var receiver = answering is null ? null : await organisations.FindAsync(answering.Area.Organisation, call.Cancel);
        var others = await organisations.OfferingAsync(request.Municipality, request.Service, day, MostOthers + 1, call.Cancel);
        if (receiver is null && others.Count == 0)
        {
            throw OrganisationErrors.NoReceiver();
        }

        var name = await organisations.NamesAsync([], call.Cancel);
        var response = new ResolveReceiverResponse { Receiver = receiver?.ToMessage(name), Unit = unit?.ToMessage(name), Area = answering?.ToMessage(name) };
        response.Others.AddRange(others.Where(other => other.Id != receiver?.Id).Take(MostOthers).Select(other => other.ToMessage(name)));
        return response;
    }
}
