// Verifies what is signed as {{title}} does: {{summary}}.
// Needs {{needs}}. Its own test: dotnet run
{{imports}}

public static class Receiver
{
    // Throws unless the request is genuine; answer 401 then.
    {{about}}
    public static void Verify({{parameters}})
    {
        {{verify}}
    }

{{functions}}

    // This very request as a test.
    public static void Main()
    {
        {{constants}}
        {{headers}}
        {{body}}
        {{now}}
        Verify({{arguments}});
        {{refused}}
        Console.WriteLine("ok");
    }
}
