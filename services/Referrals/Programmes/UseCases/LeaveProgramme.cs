using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Notes that a client left a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class LeaveProgramme(Recorder recorder, IBusinessClock clock)
{
    public async Task<LeaveProgrammeResponse> Handle(LeaveProgrammeRequest request, Call call)
    {
        Check.Shape(check => check.Required("programme", request.Programme).Uuid("client_id", request.ClientId).OptionalDay("left_on", request.LeftOn));
        var clientId = Guid.Parse(request.ClientId);

        var (client, programme, ties) = await recorder.LoadAsync(
            call, request, ProgrammeStore.Client(request.Programme, clientId), ProgrammeStore.ByCode(request.Programme), CoordinationStore.TiesTo(clientId, call.Caller, clock.Today));
        call.Concerns(request.ClientId, "programme-client", "");
        call.Admit(
            client,
            call.Caller.Organisation == client?.Organisation || call.Caller.Organisation == programme?.Organisation ? Relation.Owner : ties!.RelationOf(call.Caller) & Relation.CaseManager);
        if (call.Replay<LeaveProgrammeResponse>() is { } done)
        {
            return done;
        }

        var left = client.Leave(clock.DayOrToday("left_on", request.LeftOn));

        return await recorder.Commit(call, request)
            .Guard(ProgrammeStore.Leave(left))
            .Fact(ResponsibilityFacts.Left(left), left.ClientId.ToString())
            .Touched(left.ClientId, "programme-client", left.ClientId)
            .SaveAsync(new LeaveProgrammeResponse { Client = ProgrammeView.Of(left, call) });
    }
}
