using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Lists slots in order of time: an organisation's own, or the open ones of another.</summary>
[Access(Team | Role.Coach | Role.Referrer | Role.Manager)]
internal sealed class ListSlots(Reader reader, IBusinessClock clock)
{
    public void Validate(ListSlotsRequest request, Check check) => check
        .OptionalBusinessId("organisation", request.Organisation)
        .OptionalCode("profession", request.Profession, "profession", clock.Today);

    public Task<ListSlotsResponse> Handle(ListSlotsRequest request, Call call)
    {
        var own = call.Caller.Organisation;
        var whose = request.Organisation.Length > 0 ? request.Organisation : own;
        var filter = new SlotFilter(
            FinnishTime.StartOf(request.FromDay?.ToDay() ?? clock.Today), whose == own ? request.State : SlotState.Open, request.Kind, request.Profession);

        return reader.ListAsync(
            request,
            call,
            paging => SlotStore.Of(whose, filter, paging.After?.Instant(0) ?? DateTimeOffset.UnixEpoch, paging.AfterId(), paging.Limit),
            slot => [slot.StartsAt.ToString("O", CultureInfo.InvariantCulture), slot.Id.ToString()],
            slot => whose == own && slot.Booking?.ClientId is { } client ? new Touch(client, slot.ObjectType, slot.Id.ToString()) : null,
            page => ValueTask.FromResult(new ListSlotsResponse { Slots = { page.Select(slot => SlotView.Of(slot, call.Caller)) } }));
    }
}
