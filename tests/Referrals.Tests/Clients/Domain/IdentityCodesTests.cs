using Shouldly;
using Tyokyky.Contracts;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients.Domain;

public sealed class IdentityCodesTests
{
    private static readonly string code = Code('-');

    [Fact]
    public void A_code_is_recognised_wherever_it_stands_and_whatever_its_sign()
    {
        string[] texts = [code, $"hetu {code}.", $"({code})", $"asia/{code}/1", code.ToLowerInvariant(), .. "+-YXWVUABCDEF".Select(sign => $"x {Code(sign)} y")];

        texts.ShouldAllBe(text => IdentityCodes.StandIn(text));
    }

    [Fact]
    public void What_only_looks_like_one_is_none()
    {
        string[] texts =
        [
            "", "-", "010170", code[..10], code[..^1] + (code[^1] == 'A' ? 'B' : 'A'), "1" + code, code + "1", code.Replace('-', '/'), "320170-9001", "011370-9001",
            Guid.CreateVersion7().ToString(), "2026-11-29", "040-1234567", "1234567-1", "FI2112345600000785",
        ];

        texts.ShouldAllBe(text => !IdentityCodes.StandIn(text));
    }

    private static string Code(char sign) => $"010170{sign}900{IdentityCodes.CheckCharacterOf(010170900)}";
}
