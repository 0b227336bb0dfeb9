"""The product. Each app keeps facts in `models`, writes in `actions` and answers in `queries`; `flow` joins them."""
