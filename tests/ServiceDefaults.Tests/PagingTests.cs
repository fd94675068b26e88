using System.Globalization;
using CsCheck;
using Grpc.Core;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class PagingTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 3)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(int.MaxValue, 10)]
    public void A_page_size_is_the_default_the_asked_or_the_largest(int asked, int size) =>
        Paging.Of(new ListNumbersRequest { PageSize = asked }, defaultSize: 5, maxSize: 10).Size.ShouldBe(size);

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_negative_page_size_is_refused(int asked) => Refused(new ListNumbersRequest { PageSize = asked }).Reason.ShouldBe("PAGE_SIZE_NEGATIVE");

    [Fact]
    public void Whatever_the_sizes_every_row_comes_once_and_in_order() =>
        // A reader may change the size on its way.
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 13].Array[70], Gen.String[0, 10]).Sample(
            (count, sizes, filter) =>
            {
                var (rows, read, request, at) = (Enumerable.Range(1, count).ToList(), new List<int>(), new ListNumbersRequest { Filter = Sent(filter) }, 0);
                do
                {
                    request.PageSize = sizes[at++];
                    var page = Paging.Of(request, defaultSize: 5, maxSize: 10);
                    var after = page.After is { } key ? int.Parse(key[0], CultureInfo.InvariantCulture) : 0;
                    read.AddRange(page.Cut([.. rows.Where(row => row > after).Take(page.Limit)], static row => [row.ToString(CultureInfo.InvariantCulture)], out var next));
                    request.PageToken = next;
                }
                while (request.PageToken.Length > 0);

                return read.SequenceEqual(rows);
            },
            iter: 200);

    [Fact]
    public void Any_key_comes_back_as_it_was() =>
        Gen.String[0, 40].Select(Sent).Array[1, 4].Sample(
            key =>
            {
                var request = new ListNumbersRequest { PageSize = 1 };
                Paging.Of(request).Cut([1, 2], _ => key, out var token);
                request.PageToken = token;
                return Paging.Of(request).After!.SequenceEqual(key);
            },
            iter: 500);

    [Fact]
    public void A_token_belongs_to_the_arguments_it_was_given_for()
    {
        var request = new ListNumbersRequest { PageSize = 1, Filter = "waiting" };
        Paging.Of(request).Cut([1, 2], static row => [row.ToString(CultureInfo.InvariantCulture)], out var token);

        Refused(new ListNumbersRequest { PageToken = token, Filter = "accepted" }).Reason.ShouldBe("PAGE_TOKEN_INVALID");
        Refused(new ListNumbersRequest { PageToken = token }).Reason.ShouldBe("PAGE_TOKEN_INVALID");
    }

    [Fact]
    public void A_token_with_any_character_changed_is_refused()
    {
        var request = new ListNumbersRequest { PageSize = 1 };
        Paging.Of(request).Cut([1, 2], static _ => ["0190a0c2-7c3e-7d2b-9a44-3f5c5b1b9c11"], out var token);
        for (var position = 0; position < token.Length - 1; position++)
        {
            var changed = token.ToCharArray();
            changed[position] = changed[position] == 'A' ? 'B' : 'A';

            Refused(new ListNumbersRequest { PageToken = new string(changed) }).Reason.ShouldBe("PAGE_TOKEN_INVALID");
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not base64 !")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄÖ")]
    public void What_is_no_token_is_refused(string token) => Refused(new ListNumbersRequest { PageToken = token }).Reason.ShouldBe("PAGE_TOKEN_INVALID");

    [Fact]
    public async Task A_wrong_token_is_INVALID_ARGUMENT_to_a_caller()
    {
        await using var host = await TestHost.StartAsync();
        var first = await host.Client.ListNumbersAsync(new ListNumbersRequest(), host.As(Role.Coordinator));

        first.Numbers.ShouldBe([1, 2, 3, 4, 5]);
        (await host.Client.ListNumbersAsync(new ListNumbersRequest { PageToken = first.NextPageToken }, host.As(Role.Coordinator))).Numbers.ShouldBe([6, 7, 8, 9, 10]);
        await Refusal.OfAsync(
            async () => await host.Client.ListNumbersAsync(new ListNumbersRequest { PageToken = first.NextPageToken, Filter = "other" }, host.As(Role.Coordinator)), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public void A_token_tells_nothing_of_the_row_that_it_goes_on_from()
    {
        Paging.Of(new ListNumbersRequest { PageSize = 1 }).Cut([1, 2], static _ => ["Virtanen"], out var token);

        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token)).ShouldNotContain("Virtanen");
    }

    [Fact]
    public void A_token_of_another_layout_of_the_list_is_refused()
    {
        var request = new ListNumbersRequest { PageSize = 1 };
        Paging.Of(request).Cut([1, 2], static _ => ["7"], out var token);
        request.PageToken = token;
        var after = Paging.Of(request).After!;

        after.Number(0).ShouldBe(7);
        foreach (var misread in new Action[] { () => after.Id(0), () => after.Day(0), () => after.Instant(1), () => _ = after[1] })
        {
            Should.Throw<DomainException>(misread).Reason.ShouldBe("PAGE_TOKEN_INVALID");
        }
    }

    private static DomainException Refused(ListNumbersRequest request) => Should.Throw<DomainException>(() => Paging.Of(request));

    // As a message carries text: no half of a surrogate pair alone.
    private static string Sent(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
