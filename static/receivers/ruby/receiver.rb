# frozen_string_literal: true

# Verifies deliveries of the {{title}} scheme: {{summary}}.
# Needs {{needs}}. To test it: ruby receiver.rb
{{imports}}

# Raised if the request is not genuine; answer it with 401.
class Refused < StandardError; end

# Raises Refused if the request is not genuine.
{{about}}
def verify({{parameters}})
  {{verify}}
end

{{functions}}

# Tests the code with this request.
if __FILE__ == $PROGRAM_NAME
  {{constants}}
  {{headers}}
  {{body}}
  {{now}}
  verify({{arguments}})
  {{refused}}
  puts("ok")
end
