using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>Descriptions as messages.</summary>
internal static class SituationMessages
{
    public static SocialSituation ToMessage(this ClientSituation situation)
    {
        var version = situation.Current;
        var message = new SocialSituation
        {
            SituationId = situation.Id.ToString(),
            ClientId = situation.Client.Id.ToString(),
            Organisation = situation.Organisation,
            Version = version.Number,
            DescribedOn = version.DescribedOn.ToDate(),
            Answer = version.Answer,
            Comment = version.Comment,
            AnsweredOn = version.AnsweredOn?.ToDate(),
            Etag = situation.Etag,
            RecordedAt = version.RecordedAt.ToTimestamp(),
        };
        message.Sections.AddRange(version.Sections.Select(section => new SituationSection { Section = section.Section, Text = section.Text }));
        return message;
    }
}
