using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Employers;
using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Records that the project trained people of a host.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class RecordHostTraining(TrainingKind trainings, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public Task<RecordHostTrainingResponse> Handle(RecordHostTrainingRequest request, Call call)
    {
        var employer = Guid.Parse(request.EmployerId);

        return unitOfWork
            .Load(
                request,
                call,
                EmployerStore.SectorOf(employer).Unguarded("an employer once known stays known"),
                (request.Programme.Length > 0 ? KnownReferralsStore.Programme(request.Programme) : Query.Nothing<string>())
                    .Unguarded("a programme once known stays known"),
                (sector, programme) => (Sector: sector, Programme: programme))
            .ForEveryone()
            .WriteAsync(async (found, commit) =>
            {
                var training = Compose(request, employer, found.Sector, found.Programme, call);
                var now = await trainings.ApplyAsync(commit, null, (training, training.Recorded()));
                return new RecordHostTrainingResponse { Training = now.ToMessage() };
            });
    }

    private TrainedHost Compose(RecordHostTrainingRequest request, Guid employer, string? sector, string? programme, Call call) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Organisation = call.Caller.Organisation,
        EmployerId = sector is null ? throw ResultErrors.EmployerNotKnownYet(employer, "employer_id") : employer,
        TrainedOn = clock.DayOrToday("trained_on", request.TrainedOn),
        Participants = request.Participants,
        Programme = request.Programme.Length > 0 && programme is null
            ? throw DomainException.Field("programme", "PROGRAMME_UNKNOWN", "the code of a programme that Referrals knows")
            : request.Programme,
    };
}
