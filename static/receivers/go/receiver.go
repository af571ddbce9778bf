// Verifies what is signed as {{title}} does: {{summary}}.
// Needs {{needs}}. Its own test: go run receiver.go
package main

import (
	{{imports}}
)

// Verify returns an error unless the request is genuine; answer 401 then.
//
{{about}}
func Verify({{parameters}}) error {
	{{verify}}
}

{{functions}}

// This very request as a test.
func main() {
	{{constants}}
	{{headers}}
	{{body}}
	{{now}}
	if err := Verify({{arguments}}); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	{{refused}}
	fmt.Println("ok")
}
