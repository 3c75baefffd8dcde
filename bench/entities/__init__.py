"""How well organisations, programmes and regions are found: beside other taggers, part by part, error by error."""
