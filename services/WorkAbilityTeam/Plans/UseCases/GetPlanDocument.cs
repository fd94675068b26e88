namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>The plan as a page, as far as the caller reads it.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.PermissionHolder | Relation.NamedParticipant)]
internal sealed class GetPlanDocument(PlanReading reading)
{
    public static void Validate(GetPlanDocumentRequest request, Check check) =>
        check.That(request.Language is "" or "fi" or "sv" or "en", "language", "VALUE_UNKNOWN", "fi, sv or en");

    public async Task<GetPlanDocumentResponse> Handle(GetPlanDocumentRequest request, Call call)
    {
        var (newest, reader) = await reading.OpenAsync(request.PlanId, call);

        var plan = await reading.AtAsync(newest, request.Version, call);
        var isPlain = request.Kind == PlanDocumentKind.Client || (request.Kind == PlanDocumentKind.Unspecified && reader.IsClient);

        await reading.LogAsync(plan, call);
        return new GetPlanDocumentResponse
        {
            Html = PlanDocument.Of(PlanView.Of(plan, reader), request.Language.Length > 0 ? request.Language : "fi", isPlain),
            Version = plan.Current.Number,
        };
    }
}
