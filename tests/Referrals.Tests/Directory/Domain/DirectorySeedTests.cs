using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.Referrals.Directory;
using Xunit;
using DirectoryEntry = Tyokyky.Referrals.Directory.DirectoryEntry;

namespace Tyokyky.Referrals.Tests.Directory.Domain;

public sealed class DirectorySeedTests
{
    private static readonly DateOnly day = new(2026, 11, 30);
    private static readonly List<DirectoryEntry> entries = [.. DirectorySeed.Of(new DateOnly(2026, 11, 21)), .. DirectorySeed.Of(day)];

    [Fact]
    public void Each_may_be_published_in_three_languages_and_says_its_source()
    {
        entries.Count.ShouldBeGreaterThan(35);
        foreach (var told in entries.Select(entry => entry.Details))
        {
            told.Missing().ShouldBeEmpty();
            new[] { told.Name.Fi, told.Name.Sv, told.Name.En, told.Summary.Fi, told.Summary.Sv, told.Summary.En, told.Source }.ShouldAllBe(text => text.Length > 0, told.Name.Fi);
            told.Summary.All().ShouldAllBe(text => text.Length <= 150);
        }

        entries.Select(entry => entry.Id).ShouldBeUnique();
    }

    [Fact]
    public void Every_code_is_one_of_its_system()
    {
        foreach (var told in entries.Select(entry => entry.Details))
        {
            CodeSystem.Get("service").IsValid(told.Service, day).ShouldBeTrue(told.Name.Fi);
            CodeSystem.Get("organisation-kind").IsValid(told.ProviderKind, day).ShouldBeTrue(told.Name.Fi);
            told.TargetGroups.ShouldAllBe(group => CodeSystem.Get("target-group").IsValid(group, day));
            told.AssociationOffers.ShouldAllBe(offer => CodeSystem.Get("association-offer").IsValid(offer, day));
            (told.CoachingModel.Length > 0).ShouldBe(told.Service == "job-coaching");
        }
    }

    [Fact]
    public void Every_service_of_the_code_system_is_described() =>
        CodeSystem.Get("service").Entries.Where(entry => entry.ReplacedBy.Length == 0).Select(entry => entry.Code).Except(entries.Select(entry => entry.Details.Service)).ShouldBeEmpty();
}
