"""The committees and secretariats of an event."""

from __future__ import annotations

from policy_texts import facts_of

HEAD = "关于举办云岭创新大赛的通知\n"


def committees(text: str) -> dict[str, tuple[str, ...]]:
    return {o.name: o.mentions for o in facts_of(HEAD + text).organisations if o.kind == "committee"}


def test_a_body_of_the_event_and_its_name_without_the_event() -> None:
    text = (
        "（一）大赛组委会。组委会负责指导，材料报送大赛组委会。\n（二）大赛秘书处：由秘书处承办，秘书处办公室值班。\n"
    )
    assert committees(text) == {"大赛组委会": ("大赛组委会", "组委会"), "大赛秘书处": ("大赛秘书处", "秘书处")}


def test_the_rest_alone_names_nothing() -> None:
    assert committees("由组委会负责，各秘书处配合。\n") == {}


def test_the_bodies_of_other_events_are_not_meant() -> None:
    assert committees("由大赛组委会负责。区域赛组委会、各地组委会配合。\n") == {"大赛组委会": ("大赛组委会",)}


def test_a_body_that_the_document_sets_up_for_its_event() -> None:
    text = "组委会下设秘书处。大赛设立专家委员会，由专家委员会评审。材料报送大赛组委会。\n"
    assert committees(text) == {
        "大赛组委会": ("组委会", "大赛组委会"),
        "大赛秘书处": ("秘书处",),
        "专家委员会": ("专家委员会",),
    }
