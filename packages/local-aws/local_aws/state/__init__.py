"""State over restarts: what moto's backends hold is kept in one file of the state folder."""
