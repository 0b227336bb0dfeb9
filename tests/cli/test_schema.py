"""`houvast schema`: one JSON document, described in the words of the reference."""

import json

from jsonschema import Draft202012Validator


def test_prints_a_schema_with_the_words_of_the_reference(houvast):
    run = houvast("schema")
    assert (run.status, run.err) == (0, "")
    printed = json.loads(run.out)
    Draft202012Validator.check_schema(printed)
    timezone = printed["properties"]["timezone"]["description"]
    assert timezone == "IANA name of the zone in which hours, days and periods are meant"
    assert printed["$defs"]["claim"]["properties"]["required"]["default"] == "yes"


def test_is_json_whether_asked_for_or_not(houvast):
    assert houvast("schema", "--json", "--lang", "nl").out == houvast("schema").out


def test_refuses_more_words(houvast):
    assert houvast("schema", "agreement.yaml").status == 2
