namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Reads a slot.</summary>
[Access(Team | Role.Coach | Role.Referrer, Relation.Owner | Relation.Sender | Relation.Asked)]
internal sealed class GetSlot(SlotReading reading)
{
    public async Task<GetSlotResponse> Handle(GetSlotRequest request, Call call) =>
        new() { Slot = SlotView.Of(await reading.OpenAsync(request.SlotId, call), call.Caller) };
}
