# Feeds receivers with cases, a line each.
def argument(field)
  text = field[1..]
  return text.to_i if field[0] == "n"
  value = text.unpack1("m")
  return value if field[0] == "b"
  value.force_encoding("UTF-8")
  field[0] == "t" ? value : value.split("\n").to_h { |line| line.split("\t", -1) }
end

loaded = nil
$stdin.each_line do |line|
  name, *fields = line.chomp.split("\t")
  if fields == ["test"]
    $PROGRAM_NAME = File.expand_path("#{name}.rb")
    load $PROGRAM_NAME
    next
  end
  $PROGRAM_NAME = "driver"
  load "./#{name}.rb" unless loaded == name
  loaded = name
  begin
    verify(*fields.map { |field| argument(field) })
    puts "ok"
  rescue Refused => e
    puts "refused: #{e.message}"
  rescue StandardError => e
    puts "#{e.class}: #{e.message}"
  end
end
