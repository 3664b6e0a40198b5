def fit(table, depth=3):
    with open(table) as rows:
        return {"accuracy": depth / (depth + len(rows.readlines()))}
