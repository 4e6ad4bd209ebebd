"""`python -m tummler`."""

from tummler import main

raise SystemExit(main())
