"""State across restarts: the contents of moto's backends are kept in one file in the state folder."""
