namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Offers slots: one, or the same weekly.</summary>
[Access(Team)]
internal sealed class OfferSlots(SlotChanges slots, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OfferSlotsRequest request, Check check) => check
        .That(
            request.StartsAt is null || request.StartsAt.Seconds > clock.Now.ToUnixTimeSeconds(), "starts_at", "INSTANT_NOT_AHEAD", "a time in the future")
        .That(
            request.Professionals.DistinctBy(one => one.Subject).Count() == request.Professionals.Count,
            "professionals", "VALUE_TWICE", "each professional once")
        .Each("professionals", request.Professionals, (each, one) => each
            .OptionalCode("profession", one.Profession, "profession", clock.Today)
            .OptionalBusinessId("organisation", one.Organisation));

    public Task<OfferSlotsResponse> Handle(OfferSlotsRequest request, Call call)
    {
        var starts = Starts(request);
        string[] subjects = [.. request.Professionals.Select(one => one.Subject).Order(StringComparer.Ordinal)];

        return unitOfWork
            .Load(
                request,
                call,
                SlotStore.Busy(subjects, starts, request.Minutes).Unguarded("the commit itself finds that nobody is busy, behind a lock on each"))
            .ForEveryone()
            .WriteAsync(async (busy, commit) =>
            {
                if (busy.Subject is { } who) { throw SlotErrors.ProfessionalBusy(who, busy.StartsAt); }
                foreach (var subject in subjects) { commit.Lock(SlotStore.Lock(subject)); }
                commit.GuardAbsence(SlotStore.BusyRows(subjects, starts, request.Minutes));

                var response = new OfferSlotsResponse();
                foreach (var startsAt in starts)
                {
                    var slot = Compose(request, call, startsAt);
                    await slots.ApplyAsync(commit, null, (slot, slot.Offered(clock.Now)));
                    response.Slots.Add(SlotView.Of(slot, call.Caller));
                }

                return response;
            });
    }

    // The same time of day in Finland, over a change to summer time too; nobody is there on a public holiday.
    private static DateTimeOffset[] Starts(OfferSlotsRequest request)
    {
        var first = MicrosecondTime.Of(request.StartsAt.ToDateTimeOffset());
        return
        [
            first,
            .. Enumerable.Range(1, Math.Max(1, request.Weeks) - 1).Select(week => FinnishTime.AddDays(first, 7 * week))
                .Where(at => FinnishCalendar.IsBusinessDay(FinnishTime.DayOf(at))),
        ];
    }

    private OfferedSlot Compose(OfferSlotsRequest request, Call call, DateTimeOffset startsAt) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Organisation = call.Caller.Organisation,
        Kind = request.Kind,
        Unit = request.Unit,
        StartsAt = startsAt,
        Minutes = request.Minutes,
        Mode = request.Mode,
        Workers = [.. request.Professionals.Select(one => new SlotWorker(one.Subject, one.Profession, one.Organisation))],
        ReleaseAt = SlotLimits.ReleaseAt(startsAt, clock.Now),
    };
}
