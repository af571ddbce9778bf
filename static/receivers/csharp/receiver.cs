// Verifies deliveries of the {{title}} scheme: {{summary}}.
// Needs {{needs}}. To test it: mcs Receiver.cs && mono Receiver.exe, or dotnet run in a project
{{imports}}

public static class Receiver
{
    // Throws if the request is not genuine; answer it with 401.
    {{about}}
    public static void Verify({{parameters}})
    {
        {{verify}}
    }

{{functions}}

    // Tests the code with this request.
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
