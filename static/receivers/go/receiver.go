// Verifies deliveries of the {{title}} scheme: {{summary}}.
// Needs {{needs}}. To test it: go run receiver.go
package main

import (
	{{imports}}
)

// Verify returns an error if the request is not genuine; answer it with 401.
//
{{about}}
func Verify({{parameters}}) error {
	{{verify}}
}

{{functions}}

// Tests the code with this request.
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
