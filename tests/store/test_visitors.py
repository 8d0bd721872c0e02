def test_nobody_has_a_link_at_first(store):
    assert store.link("ann") == ""


def test_renewing_ends_the_old_link(store):
    before = store.renew_link("ann")
    assert store.link("ann") == before
    assert store.renew_link("ann") != before


def test_each_visitor_has_an_own_link(store):
    assert store.renew_link("ann") != store.renew_link("bob")
    assert store.link("bob")
