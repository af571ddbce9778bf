"""Verifies deliveries of the {{title}} scheme: {{summary}}.

Needs {{needs}}. To test it: python3 receiver.py
"""
{{imports}}


def verify({{parameters}}):
    """Raises ValueError if the request is not genuine; answer it with 401.

    {{about}}
    """
    {{verify}}


{{functions}}


# Tests the code with this request.
if __name__ == "__main__":
    {{constants}}
    {{headers}}
    {{body}}
    {{now}}
    verify({{arguments}})
    {{refused}}
    print("ok")
