from __future__ import annotations

import time
import unicodedata
from importlib.resources import files

import pytest
import wcwidth
from hypothesis import example, given
from hypothesis import strategies as st

from hinomi.text import ELLIPSIS, clean, cut, defang, defang_host, neutralize, wrap
from hinomi.text.domains import is_top_level
from hinomi.text.wrapping import columns

FAMILY = "👨‍👩‍👧‍👦"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class TestClean:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("line1\r\nBcc: victim", "line1 Bcc: victim"),
            ("a\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a b c d e f g h"),
            ("  a \t  b\xa0\u2003c  ", "a b c"),
            ("\x1b[31mred\x1b[0m \x9b1mbold", "red bold"),
            ("\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "click"),
            ("\x1b]0;never closed", "0;never closed"),
            ("a\x00b\x7fc\x9dd", "abcd"),
            (f"user{BIDI}txt.exe", "usertxt.exe"),
            ("zero\u200bwidth\u2060joined\ufeff", "zerowidthjoined"),
            ("soft\xadhyphen", "softhyphen"),
            ("filler\u3164\u115f\uffa0\u2800.", "filler."),
            ("\ue000private\U000f0000", "private"),
            ("\ud800lone\udfff", "lone"),
            ("tag\U000e0041\U000e0042", "tag"),
            ("z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301a", "z\u0301\u0301\u0301\u0301a"),
            ("葛\U000e0100\U000e0101\U000e0102", "葛\U000e0100"),
            ("本番　サーバー", "本番　サーバー"),
            ("本番　　サーバー　", "本番 サーバー"),
        ],
    )
    def test_only_what_a_reader_sees_is_left(self, value: str, expected: str) -> None:
        assert clean(value) == expected

    @pytest.mark.parametrize("value", [FAMILY, "👩🏽‍💻", "🏳️‍🌈", "❤️", "🇯🇵", "か\u3099", "e\u0301", "กำ", "ไม่", "हिन्दी"])
    def test_characters_of_several_code_points_stay_whole(self, value: str) -> None:
        assert clean(value) == value

    @pytest.mark.parametrize("value", ["a\u200db", "\u200d", "👨\u200d", "\u200d👨", "👨\u200d\u200d👩"])
    def test_a_joiner_that_joins_no_pictures_is_removed(self, value: str) -> None:
        assert "\u200d" not in clean(value)

    def test_lines_stay_where_they_are_asked_for(self) -> None:
        assert clean("one\r\n\r\n  two  \u2028three\n", keep_lines=True) == "one\ntwo\nthree"

    @given(st.text(), st.booleans())
    def test_cleaning_twice_changes_nothing(self, value: str, keep_lines: bool) -> None:  # noqa: FBT001 - hypothesis fills it
        once = clean(value, keep_lines=keep_lines)
        assert clean(once, keep_lines=keep_lines) == once

    @given(st.text())
    def test_nothing_that_a_program_obeys_is_left(self, value: str) -> None:
        cleaned = clean(value)
        assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp")]
        assert {char for char in cleaned if unicodedata.category(char) == "Cf"} <= {"\u200d"}

    @given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
    def test_plain_text_keeps_every_word(self, value: str) -> None:
        assert clean(value).split() == value.split()


class TestDefang:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("https://evil.example/x", "hxxps://evil[.]example/x"),
            ("HTTP://u:p@EVIL.example:8080/?q=a.b#c", "hxxp://u:p[at]EVIL[.]example:8080/?q=a.b#c"),
            ("ftp://files.example/a", "ftp[:]//files[.]example/a"),
            ("http://198.51.100.23/x", "hxxp://198.51.100.23/x"),
            ("//evil.example/x", "//evil[.]example/x"),
            ("www.evil.invalid", "www[.]evil[.]invalid"),
            ("a@b.example", "a[at]b[.]example"),
            ("mailto:a@b.example", "mailto[:]a[at]b[.]example"),
            ("javascript:alert(1) _javascript:x", "javascript[:]alert(1) _javascript[:]x"),
            ("ftp://a.examplehttps://b.example", "ftp[:]//a[.]examplehttps[:]//b[.]example"),
            ("data:text/html,<b>", "data[:]text/html,<b>"),
            ("${jndi:ldap://x.example/a}", "${jndi:ldap[:]//x[.]example/a}"),
            ("querying domain evil.example.com.", "querying domain evil[.]example[.]com."),
            ("ドメインevil.comに接続", "ドメインevil[.]comに接続"),
            ("例え.みんな", "例え[.]みんな"),
            ("setup.sh", "setup[.]sh"),
            ("xn--r8jz45g.xn--zckzah", "xn--r8jz45g[.]xn--zckzah"),
            ("bucket.s3.amazonaws.com", "bucket[.]s3[.]amazonaws[.]com"),
            ("s3.amazonaws.com/bucket/login.html", "s3[.]amazonaws[.]com/bucket/login.html"),
            (
                "<https://evil.example|x> [y](https://evil.example)",
                "<hxxps://evil[.]example|x> [y](hxxps://evil[.]example)",
            ),
        ],
    )
    def test_what_a_program_would_link_is_broken(self, value: str, expected: str) -> None:
        assert defang(value) == expected

    @pytest.mark.parametrize(
        "value",
        [
            "arn:aws:guardduty:ap-northeast-1:111122223333:detector/12ab/finding/34cd",
            "arn:aws:iam::123456789012:user/john.doe",
            "arn:aws:s3:::my.bucket.example",
            "198.51.100.23",
            "198.51.100.23:8080",
            "2001:db8::1",
            "i-0abc1234def567890",
            "s3.amazonaws.com",
            "ec2.ap-northeast-1.amazonaws.com",
            "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/app:latest",
            "Impact:EC2/MaliciousDomainRequest.Custom",
            "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
            "Backdoor:EC2/C&CActivity.B!DNS",
            "2026-11-20T03:04:05.000Z",
            "ip-10-0-0-1.ap-northeast-1.compute.internal",
            "kube-dns.kube-system.svc.cluster.local",
            "system:serviceaccount:ci:deployer",
            "/opt/setup.sh --config=app.yaml",
            "john.doe",
            "aws-cli/2.15.0 md/awscrt#0.19.19 Python/3.11.6 exe/x86_64.amzn.2",
            "com.amazonaws.ap-northeast-1.s3",
            "It was seen 3.5 times. Then it stopped.",
            "[SAMPLE] Metadata: none",
        ],
    )
    def test_what_people_read_and_copy_stays(self, value: str) -> None:
        assert defang(value) == value

    @given(st.text(st.sampled_from("abz.:/@[]-_ 1です。htpswcom")))
    @example("https://evil.example/x")
    def test_defanging_twice_changes_nothing(self, value: str) -> None:
        assert defang(defang(value)) == defang(value)

    @given(st.text(), st.sampled_from(["https://", "HtTp://", "ftp://", "//", "www."]), st.text())
    def test_no_link_survives_among_other_text(self, before: str, start: str, after: str) -> None:
        shown = defang(clean(f"{before} {start}evil.example{after}")).lower()
        assert "evil.example" not in shown
        assert "http" not in shown.replace(before.lower(), "").replace(after.lower(), "")

    @pytest.mark.parametrize("piece", ["evil.com ", "a", "a.b", "//", "@", ":", "\x1b]", "a-", "é.", "http", "&", "]("])
    def test_no_input_takes_long(self, piece: str) -> None:
        started = time.perf_counter()
        neutralize(defang(clean(piece * (100_000 // len(piece)))))
        assert time.perf_counter() - started < 2

    def test_a_host_is_broken_whatever_it_is(self) -> None:
        assert defang_host("s3.amazonaws.com") == "s3[.]amazonaws[.]com"
        assert defang_host(defang_host("evil.example")) == "evil[.]example"

    def test_every_top_level_domain_is_known(self) -> None:
        listed = files("hypothesis.vendor").joinpath("tlds-alpha-by-domain.txt").read_text(encoding="ascii").split("\n")
        assert [name for name in listed if name and not name.startswith("#") and not is_top_level(name)] == []


class TestNeutralize:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("<!channel> <@U1>", "‹!channel› ‹＠U1›"),
            ("[x](y) ![i](j)", "[x] (y) ![i] (j)"),
            ("*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"),
            ("_x_ my_role __y__", "＿x＿ my_role ＿＿y＿＿"),
            ("# title\n- item\n+ item\n= =", "＃ title\n－ item\n＋ item\n＝ ="),
            ("@everyone", "＠everyone"),
        ],
    )
    def test_markdown_is_shown_and_does_nothing(self, value: str, expected: str) -> None:
        assert neutralize(value) == expected

    def test_ordinary_text_stays(self) -> None:
        value = "arn:aws:iam::123456789012:role/my_role は 198.51.100.23 から使われました（C&C）。"
        assert neutralize(value) == value


CLUSTERS = [
    FAMILY,
    "👩🏽‍💻",
    "🇯🇵",
    "か\u3099",
    "e\u0301",
    "각",
    "한",
    "กำ",
    "न्\u200dदि",
    "न्दि",
    "葛\U000e0100",
    "❤️",
    "ｶﾞ",
    "y̆̈",
    "\r\n",
]


class TestCut:
    @pytest.mark.parametrize("cluster", CLUSTERS)
    def test_a_character_is_kept_whole_or_left_out(self, cluster: str) -> None:
        text = f"ab{cluster}{cluster}cd"
        for limit in range(len(text)):
            kept = cut(text, limit).removesuffix(ELLIPSIS)
            assert kept in {
                "",
                "a",
                "ab",
                f"ab{cluster}",
                f"ab{cluster}{cluster}",
                f"ab{cluster}{cluster}c",
                "ab\r\n",
            } or (cluster == "\r\n" and kept.strip() == "ab")

    @pytest.mark.parametrize("entity", ["&amp;", "&lt;", "&#39;", "&#x1F600;"])
    def test_an_entity_is_kept_whole_or_left_out(self, entity: str) -> None:
        text = f"ab{entity}cd"
        for limit in range(len(text)):
            assert cut(text, limit).removesuffix(ELLIPSIS) in {"", "a", "ab", f"ab{entity}", f"ab{entity}c"}

    def test_an_escape_is_kept_whole_or_left_out(self) -> None:
        assert cut(r"ab\*cd", 4) == "ab…"

    def test_a_cut_text_is_as_long_as_it_may_be(self) -> None:
        assert cut("火の見やぐら", 5) == "火の見や…"
        assert cut("😀😀😀", 2) == "😀…"

    def test_what_fits_is_untouched(self) -> None:
        assert cut("火の見", 3) == "火の見"
        assert cut("", 0) == ""

    def test_no_room_is_an_empty_text(self) -> None:
        assert cut("火の見", 0) == ""
        assert cut("火の見", -1) == ""

    @given(st.text(), st.integers(0, 60))
    def test_a_cut_text_is_a_start_of_the_text_within_the_limit(self, text: str, limit: int) -> None:
        result = cut(text, limit)
        assert len(result) <= limit
        assert text.startswith(result.removesuffix(ELLIPSIS))
        assert cut(result, limit) == result

    @given(
        st.lists(st.sampled_from([*CLUSTERS[:-1], "a", " ", "漢", "。", "👍", "ẞ", "ا", "ת"])),
        st.integers(0, 30),
    )
    def test_cuts_fall_where_unicode_says_that_characters_end(self, parts: list[str], limit: int) -> None:
        text = "".join(parts)
        kept = cut(text, limit).removesuffix(ELLIPSIS)
        ends = {0}
        for grapheme in wcwidth.iter_graphemes(text):
            ends.add(max(ends) + len(grapheme))
        assert len(kept) in ends


ARN = "arn:aws:guardduty:ap-northeast-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0/finding/f1"


class TestWrap:
    def test_short_text_stays_on_its_line(self) -> None:
        assert wrap("火の見", 72) == "火の見"

    def test_english_breaks_between_words(self) -> None:
        assert wrap("the quick brown fox", 10) == "the quick\nbrown fox"

    def test_japanese_breaks_between_characters_of_two_columns(self) -> None:
        assert wrap("火の見やぐら", 8) == "火の見や\nぐら"
        assert wrap("한글한글한글", 8) == "한글한글\n한글"  # beyond code page 932

    def test_following_lines_are_indented(self) -> None:
        assert wrap("the quick brown fox", 12, "   ") == "the quick\n   brown fox"

    @pytest.mark.parametrize("mark", "、。）」』】っょーァッ…！？・:,.)]")
    def test_a_closing_mark_or_small_kana_never_begins_a_line(self, mark: str) -> None:
        assert wrap(f"ああああ{mark}い", 8) == f"あああ\nあ{mark}い"

    @pytest.mark.parametrize("mark", "（「『【([")
    def test_an_opening_bracket_never_ends_a_line(self, mark: str) -> None:
        assert wrap(f"あああ{mark}いい", 8) == f"あああ\n{mark}いい"

    def test_a_long_word_is_never_broken(self) -> None:
        assert wrap(f"検出結果は {ARN} です。", 40) == f"検出結果は\n{ARN}\nです。"
        assert wrap(ARN, 20) == ARN

    def test_a_word_among_japanese_is_not_broken(self) -> None:
        assert wrap("対象はi-0abc1234def567890です", 24) == "対象は\ni-0abc1234def567890です"

    def test_line_breaks_of_the_text_stay(self) -> None:
        assert wrap("one\n\ntwo", 72, "> ") == "one\n> \n> two"

    def test_pictures_take_two_columns_and_stay_whole(self) -> None:
        assert wrap(f"{FAMILY}ああ", 4).replace("\n", "") == f"{FAMILY}ああ"
        assert FAMILY in wrap(f"あ{FAMILY}あ", 4)

    @given(st.text("あア漢字、。（）ーっ aZ1-/.한😀", max_size=200), st.integers(8, 40))
    def test_wrapping_only_moves_spaces_into_line_breaks(self, text: str, width: int) -> None:
        assert wrap(clean(text), width).replace("\n", "").replace(" ", "") == clean(text).replace(" ", "")

    @given(st.text("あいう漢字火の見", max_size=200), st.integers(8, 40))
    def test_no_line_of_japanese_is_wider_than_the_window(self, text: str, width: int) -> None:
        lines = wrap(text, width).split("\n")
        assert max(map(wcwidth.wcswidth, lines)) <= width
        assert all(wcwidth.wcswidth(line) >= width - 1 for line in lines[:-1])

    @given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1).map(" ".join), st.integers(8, 40))
    def test_no_line_of_english_is_wider_than_the_window(self, text: str, width: int) -> None:
        assert max(map(len, wrap(text, width).split("\n"))) <= width

    @pytest.mark.parametrize(
        ("text", "expected"), [("abc", 3), ("火の見", 6), ("ｱｲｳ", 3), ("😀", 2), ("か\u3099😀", 4), ("한", 2)]
    )
    def test_columns_are_those_of_a_monospace_font(self, text: str, expected: int) -> None:
        assert columns(text) == expected
