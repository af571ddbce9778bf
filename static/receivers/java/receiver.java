// Verifies deliveries of the {{title}} scheme: {{summary}}.
// Needs {{needs}}. To test it: java Receiver.java
import static java.nio.charset.StandardCharsets.UTF_8;

{{imports}}

public class Receiver {
    // Throws if the request is not genuine; answer it with 401.
    {{about}}
    public static void verify({{parameters}})
            throws GeneralSecurityException {
        {{verify}}
    }

{{functions}}

    // Tests the code with this request.
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
