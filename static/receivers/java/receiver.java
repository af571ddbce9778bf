// Verifies what is signed as {{title}} does: {{summary}}.
// Needs {{needs}}. Its own test: java Receiver.java
import static java.nio.charset.StandardCharsets.UTF_8;

{{imports}}

public class Receiver {
    // Throws unless the request is genuine; answer 401 then.
    {{about}}
    public static void verify({{parameters}})
            throws GeneralSecurityException {
        {{verify}}
    }

{{functions}}

    // This very request as a test.
    public static void main(String[] arguments) throws GeneralSecurityException {
        {{constants}}
        {{headers}}
        {{body}}
        {{now}}
        verify({{arguments}});
        {{refused}}
        System.out.println("ok");
    }
}
