# frozen_string_literal: true

# Verifies what is signed as {{title}} does: {{summary}}.
# Needs {{needs}}. Its own test: ruby receiver.rb
{{imports}}

# The request is not genuine; answer 401.
class Refused < StandardError; end

# Raises Refused unless the request is genuine.
{{about}}
def verify({{parameters}})
  {{verify}}
end

{{functions}}

# This very request as a test.
if __FILE__ == $PROGRAM_NAME
  {{constants}}
  {{headers}}
  {{body}}
  {{now}}
  verify({{arguments}})
  {{refused}}
  puts("ok")
end
