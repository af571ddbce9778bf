"""Verifies what is signed as {{title}} does: {{summary}}.

Needs {{needs}}. Its own test: python3 receiver.py
"""
{{imports}}


def verify({{parameters}}):
    """Raises ValueError unless the request is genuine; answer 401 then.

    {{about}}
    """
    {{verify}}


{{functions}}


# This very request as a test.
if __name__ == "__main__":
    {{constants}}
    {{headers}}
    {{body}}
    {{now}}
    verify({{arguments}})
    {{refused}}
    print("ok")
