package parley.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static parley.content.Risk.LINKS;
import static parley.content.Risk.MENTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class FindingsTest {
    /// One a line; `¦` stands for a character that nobody sees.
    private static final String HARMLESS =
            """
            hi
            Hello.How are you
            Hello.Me too.To be fair.In the end.It was.So what.Is it?
            see you at 12:30
            12.30-14.15, or 8.00 p.m.
            24/7
            on 1.5.2024 or 01/05/2024 or 2024-05-01
            $3.50/kg, 1.234.567,89 or 1,234,567.89
            +1
            +1 from me
            +10 +20 +30
            +1234567
            +1234567890123456
            1+1=2, 100+200+300
            0170 1234567
            call 110
            12345678901234567890
            4111 1111 1111 1111
            192.168.0.1
            v1.2/3
            version 1.2.3-beta+4
            e.g. this, i.e. that, a.k.a. him, etc.
            and/or, he/she, w/o, km/h
            What...ever....no
            wait...what
            U.S.A. and Ph.D.
            J.R.R.Tolkien
            @ home
            me @ work, 5 @ 3
            @me
            a@b
            user@host
            :@ >.< @_@ o.O ^.^
            #hashtag and $CASH
            C:\\temp\\file.txt
            notes.txt and photo.jpg and song.mp3
            System.out.println(list.get(0).size());
            import java.util.List;
            foo.bar(x).baz()
            this.app.run() and self.info.size
            int x = a.b/c.d;
            a->b, x::y, std::vector<int>
            https
            http: what is that
            www
            the t. me too
            at.me
            team.mean
            post.meeting
            tag: telegram
            telegram.media
            Привет.Как дела
            привет/пока
            3.5 км/ч
            Grüße.Bis bald
            你好。再见
            """;

    /// What it is, then the text.
    private static final String LINKED =
            """
            L https://example.org
            L HTTPS://EXAMPLE.ORG/
            L hTTp://1.2.3.4
            L (http://localhost:8080)
            L ftp://files.example
            L look:https://a.b
            L www.example
            L WWW.Example.Org
            L example.com
            L Example.COM.
            L (example.com)
            L example.com!
            L example.com/page
            L example.com:8080
            L my-site.co.uk
            L a.b.c.example.org, see there
            L shop.example.travel/x
            L youtu.be/abc
            L bit.ly/abc
            L discord.gg/abc
            L xn--e1afmkfd.net
            L пример.рф
            L ПРИМЕР.РФ
            L кремль.рф/x
            L см.яндекс.ru
            L пример.онлайн/x
            L exam¦ple.com
            L example.¦com
            L https¦://example.org
            L ht¦tps://example.org
            LM t.me/somebody
            LM https://t.me/+4917012345
            LM HTTPS://T.ME/SOMEBODY
            LM telegram.me/somebody
            LM telegram.dog/somebody
            LM http://somebody.t.me
            LM t¦.¦me/some¦body
            LM www.t.me/x
            M t.me
            M T.Me
            M telegram.me
            M somebody.t.me
            M I am at t.me, ok?
            M tg://resolve?domain=somebody
            M TG://user?id=1
            M t¦g://user?id=1
            M @somebody
            M @Some_Body1
            M @ivan
            M @Override public
            M I am @somebody.
            M (@somebody)
            M :@somebody
            M пиши @somebody сюда
            M пиши@somebody
            M @some¦body
            M ¦@¦somebody
            M @¦a¦b¦c¦d¦
            M @somebody's
            M a@b.cd
            M some.body+x@mail.example.org
            M mailto:SOME.BODY@EXAMPLE.ORG
            M some¦body@exam¦ple.org
            M me: a-b@c-d.info!
            M +4917012345678
            M +49 170 1234567
            M +49 (170) 123-45-67
            M +1-555-123-4567
            M +1 (555) 123.4567
            M +1/555/1234567
            M tel:+7 999 123 45 67
            M +7(999)1234567
            M +44 20 7946 0958.
            M +49¦170¦1234567
            M +4 9 1 7 0 1 2 3 4
            M +49–170–1234567
            """;

    static Stream<String> harmless() {
        return HARMLESS.lines();
    }

    static Stream<String> linked() {
        return LINKED.lines();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatLeadsNowhereIsNotFound(String text) {
        assertEquals(Set.of(), Findings.in(text));
    }

    @ParameterizedTest
    @MethodSource("linked")
    void whatLeadsOutOfTheChatIsFound(String line) {
        int space = line.indexOf(' ');
        var expected = EnumSet.noneOf(Risk.class);
        if (line.substring(0, space).contains("L")) {
            expected.add(LINKS);
        }
        if (line.substring(0, space).contains("M")) {
            expected.add(MENTIONS);
        }
        for (var invisible : List.of("\u200b", "\u2060", "\u00ad\ufeff", "\u202e", "\u2063")) {
            var text = line.substring(space + 1).replace("¦", invisible);
            assertEquals(expected, Findings.in(text));
            assertEquals(expected, Findings.in("before\n" + text + "\nafter"));
        }
    }

    @Test
    void nothingIsFoundInNothing() {
        assertEquals(Set.of(), Findings.in(""));
        assertEquals(Set.of(), Findings.in(" "));
        assertEquals(Set.of(), Findings.in("\u200b"));
    }

    @Test
    void allOfATextIsLookedThrough() {
        var end = "x ".repeat(2_000);

        assertEquals(Set.of(LINKS), Findings.in(end + "https://example.org"));
        assertEquals(Set.of(LINKS, MENTIONS), Findings.in("@somebody " + end + "example.org"));
    }

    /// Texts that are nearly something all the way: a pattern that tries again from each place and
    /// each length would take minutes for these.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.",
                "a-",
                "-",
                "--.",
                "a.a-",
                "aa.",
                "-a.com-",
                "a@a.",
                "a@",
                "@a-",
                "@aaa",
                "+1 ",
                "+ ",
                "+1()",
                "1",
                "http:/",
                "www",
                "t.m",
                "t.me_",
                "я.",
                "a.\u200b",
                "\u200b",
                "ａ．",
                "\ud800",
                "😀.",
            })
    void aHostileTextTakesNoTime(String part) {
        var text = part.repeat(100_000 / part.length());

        assertFalse(Findings.in(text).contains(Risk.LOCATION));
        assertEquals(Set.of(LINKS, MENTIONS), Findings.in(text + " t.me/somebody"));
    }

    @Test
    void noTextAtAllMakesItThrow() {
        var random = new SplittableRandom(3);
        var letters = "@+:/.-_ 0123456789aAtmeегcom\u200b\ud83d\ude00\n";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(60), 0, letters.length())
                    .forEach(place -> text.append(letters.charAt(place)));
            assertTrue(EnumSet.of(LINKS, MENTIONS).containsAll(Findings.in(text.toString())));
        }
    }
}
