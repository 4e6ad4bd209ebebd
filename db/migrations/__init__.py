"""The schema's history, run by `db.migrate`; inside the wheel, so that no file has to be found."""
