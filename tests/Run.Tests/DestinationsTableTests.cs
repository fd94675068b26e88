using Shouldly;
using Tyokyky.Contracts.Metrics.V1;
using Xunit;

namespace Tyokyky.Run.Tests;

public sealed class DestinationsTableTests
{
    [Fact]
    public void The_published_table_has_no_differences() => DestinationsTable.Differences(Published()).ShouldBeEmpty();

    [Fact]
    public void A_wrong_count_is_named_beside_the_published_one()
    {
        var report = Published();
        report.Rows.Single(r => r.Row == "company").Count = 28;

        DestinationsTable.Differences(report).ShouldBe(["company: 28 of 62, 46.8 %; published 29 of 62, 46.8 %"]);
    }

    [Fact]
    public void Another_denominator_is_a_difference_though_the_count_is_right()
    {
        var report = Published();
        var studies = report.Rows.Single(r => r.Row == "studies");
        (studies.Denominator, studies.Percent) = (62, "9.7");

        DestinationsTable.Differences(report).ShouldHaveSingleItem().ShouldStartWith("studies:");
    }

    [Fact]
    public void Missing_and_additional_rows_are_differences()
    {
        var report = Published();
        report.Rows.Single(r => r.Row == "apprenticeship").Row = "apprentices";

        DestinationsTable.Differences(report).ShouldBe(["apprenticeship: missing", "apprentices: not in the published table"]);
    }

    [Fact]
    public void Totals_and_coefficients_count_too()
    {
        var report = Published();
        report.EmploymentCoefficient = "0.55";

        DestinationsTable.Differences(report).ShouldHaveSingleItem().ShouldStartWith("totals:");
    }

    private static GetDestinationsReportResponse Published()
    {
        var report = new GetDestinationsReportResponse
        {
            PersonsInCoaching = 70,
            PersonsEmployed = 39,
            Relations = 62,
            Coaches = 2,
            EmploymentCoefficient = "0.56",
            RelationCoefficient = "0.89",
        };
        foreach (var (row, count, denominator, percent) in DestinationsTable.Published)
        {
            report.Rows.Add(new DestinationRow { Row = row, Count = count, Denominator = denominator, Percent = percent });
        }

        return report;
    }
}
