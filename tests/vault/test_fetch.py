"""However often a producer's server breaks off or asks for patience, the declared file arrives or nothing does."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertius.vault.fetch import FetchOptions, pull
from tertius.vault.store import Vault

PATH = "/votes.csv"


# A server that serves well.


def test_a_file_arrives_under_its_hash(producer, vault, data, declared, options, parts):
    file = declared(data, producer.at(PATH, producer.whole(data)))
    path = pull(file, vault, options=options)
    assert path == vault.address(file)
    assert path.read_bytes() == data
    assert [a.url for a in vault.manifest.arrivals()] == [file.url]
    assert producer.asked == [(PATH, None)]
    assert parts(vault) == []


def test_a_file_that_is_there_is_not_asked_for_again(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.whole(data)))
    assert pull(file, vault, options=options) == pull(file, vault, options=options)
    assert len(producer.asked) == 1
    assert len(vault.manifest.arrivals()) == 1


def test_a_plain_folder_that_has_the_file_is_left_untouched(tmp_path, data, declared, options):
    plain = tmp_path / "made_up" / "votes.csv"
    plain.parent.mkdir()
    plain.write_bytes(data)
    assert pull(declared(data, "http://127.0.0.1:9/votes.csv"), Vault(tmp_path), options=options) == plain
    assert sorted(tmp_path.rglob("*")) == [plain.parent, plain]


def test_a_spoiled_copy_is_fetched_afresh(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.whole(data)))
    path = pull(file, vault, options=options)
    path.write_bytes(data[:-1])
    assert pull(file, vault, options=options).read_bytes() == data


def test_progress_rises_from_nothing_to_all(producer, vault, data, declared, options):
    said = []
    file = declared(data, producer.at(PATH, producer.ranged(data)))
    pull(file, vault, options=options, progress=lambda got, of: said.append((got, of)))
    assert said[0] == (0, len(data))
    assert said[-1] == (len(data), len(data))
    assert all(a < b for (a, _), (b, _) in itertools.pairwise(said))


def test_every_byte_reported_is_already_in_the_part(producer, vault, declared, options):
    def dribble(to):
        to.head(200, Content_Length=40)
        for _ in range(4):
            to.wfile.write(b"0123456789")
            time.sleep(0.01)

    file = declared(b"0123456789" * 4, producer.at(PATH, dribble))
    said = []
    pull(
        file,
        vault,
        options=options,
        progress=lambda got, _: said.append((got, vault.part(file).stat().st_size if got else 0)),
    )
    assert len(said) > 2
    assert all(got == kept for got, kept in said)


def test_a_server_is_asked_not_to_compress(producer, vault, declared, options):
    def compress_if_welcome(to):
        body = b"\x1f\x8b.." if "gzip" in to.headers.get("Accept-Encoding", "") else b"1,2,3"
        producer.whole(body)(to)

    file = declared(b"1,2,3", producer.at(PATH, compress_if_welcome))
    assert pull(file, vault, options=options).read_bytes() == b"1,2,3"


def test_an_empty_file_can_be_declared_and_fetched(producer, vault, declared, options):
    file = declared(b"", producer.at(PATH, producer.whole(b"")))
    assert pull(file, vault, options=options).read_bytes() == b""


def test_a_chunked_answer_without_length_arrives(producer, vault, declared, options):
    def chunked(to):
        to.head(200, Transfer_Encoding="chunked")
        to.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")

    file = declared(b"abcde", producer.at(PATH, chunked))
    assert pull(file, vault, options=options).read_bytes() == b"abcde"


def test_bytes_are_kept_as_sent_whatever_encoding_the_server_claims(producer, vault, declared, options):
    packed = b"\x1f\x8b not unpacked on the way"
    file = declared(packed, producer.at(PATH, producer.whole(packed, Content_Encoding="gzip")))
    assert pull(file, vault, options=options).read_bytes() == packed


# A server that breaks off.


def test_a_cut_download_goes_on_where_it_stopped(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.ranged(data, stop=70_000), producer.ranged(data)))
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == [None, "bytes=70000-"]


def test_a_server_that_ignores_range_is_read_from_the_start(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.ranged(data, stop=70_000), producer.whole(data)))
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == [None, "bytes=70000-"]


def test_a_server_that_sends_another_range_is_asked_for_all(producer, vault, data, declared, options):
    wrong = producer.whole(data[5:], 206, Content_Range=f"bytes 5-{len(data) - 1}/{len(data)}")
    file = declared(data, producer.at(PATH, producer.ranged(data, stop=70_000), wrong, producer.whole(data)))
    assert pull(file, vault, options=options).read_bytes() == data
    assert producer.ranges == [None, "bytes=70000-", None]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 200), max_size=4), st.binary(min_size=1, max_size=200).filter(lambda b: b[:1] != b"<"))
def test_up_to_four_cuts_anywhere_never_change_a_byte(producer, tmp_path_factory, declared, options, cuts, body):
    producer.asked.clear()
    answers = [producer.ranged(body, stop=min(cut, len(body))) for cut in sorted(cuts)]
    file = declared(body, producer.at(PATH, *answers, producer.ranged(body)))
    vault = Vault(tmp_path_factory.mktemp("vault"))
    assert pull(file, vault, options=options).read_bytes() == body


def test_a_file_always_cut_at_the_same_byte_is_refused_and_its_part_kept(
    producer, vault, data, declared, options, refused, parts
):
    file = declared(data, producer.at(PATH, producer.ranged(data, stop=70_000)))
    refusal = refused(file, vault, options)
    assert "did not arrive whole" in refusal.what
    assert f"70000 of {len(data)} bytes in 5 attempts" in refusal.found
    assert len(producer.asked) == 5
    assert [part.stat().st_size for part in parts(vault)] == [70_000]


def test_a_length_claimed_too_short_never_passes_for_the_file(producer, vault, data, declared, options, refused):
    file = declared(data, producer.at(PATH, producer.whole(data, Content_Length=1000)))
    refusal = refused(file, vault, options)
    assert f"1000 of {len(data)} bytes" in refusal.found


def test_a_length_claimed_too_long_is_refused_at_once(producer, vault, data, declared, options, refused, parts):
    file = declared(data, producer.at(PATH, producer.whole(data, Content_Length=len(data) + 9)))
    refusal = refused(file, vault, options)
    assert f"at least {len(data) + 9} bytes; wanted {len(data)}" in refusal.found
    assert len(producer.asked) == 1
    assert parts(vault) == []


def test_an_endless_body_is_cut_off_at_the_declared_size(producer, vault, declared, options, refused, parts):
    sent = []

    def endless(to):
        to.head(200)
        for _ in range(4000):
            to.wfile.write(b"7" * 65536)
            sent.append(1)

    refusal = refused(declared(b"7" * 100_000, producer.at(PATH, endless)), vault, options)
    assert "new version" in refusal.hint
    assert len(sent) < 400
    assert parts(vault) == []


def test_a_stalled_download_is_left_after_the_stall_and_resumed(producer, vault, data, declared, options):
    stalls = producer.ranged(data, stop=70_000, stall=True)
    file = declared(data, producer.at(PATH, stalls, producer.ranged(data)))
    began = time.monotonic()
    assert pull(file, vault, options=replace(options, stall=2.0)).read_bytes() == data
    assert 2.0 <= time.monotonic() - began < 60
    assert producer.ranges == [None, "bytes=70000-"]


def test_a_server_that_never_says_a_word_is_left(producer, vault, data, declared, options, refused):
    file = declared(data, producer.at(PATH, lambda _: producer.closing.wait(60)))
    refusal = refused(file, vault, replace(options, attempts=2, stall=0.4))
    assert "ReadTimeout" in refusal.found


def test_a_trickle_ends_at_the_deadline_and_keeps_what_came(producer, vault, data, declared, refused, parts):
    file = declared(data, producer.at(PATH, producer.ranged(data)))
    # Each look at the clock finds a second gone: time runs out at the third chunk, of 64 kB at most.
    ticks = itertools.count()
    refusal = refused(file, vault, FetchOptions(deadline=5, clock=lambda: next(ticks)))
    assert "no more time within 5 s" in refusal.found
    assert [0 < part.stat().st_size < len(data) for part in parts(vault)] == [True]


# A server with troubles of its own.


def test_two_refusals_for_now_and_then_the_file(producer, vault, data, declared, options, clock):
    busy = producer.whole(b"busy", 503)
    file = declared(data, producer.at(PATH, busy, busy, producer.whole(data)))
    assert pull(file, vault, options=options).read_bytes() == data
    assert clock.slept == [1.0, 2.0]


def test_waits_double_with_jitter_and_stop_at_the_longest(producer, vault, data, declared, options, clock, refused):
    file = declared(data, producer.at(PATH, producer.whole(b"busy", 500)))
    refusal = refused(file, vault, replace(options, attempts=6, longest_wait=5.0, jitter=lambda: 0.0))
    assert clock.slept == [0.5, 1.0, 2.0, 4.0, 5.0]
    assert "0 of" in refusal.found
    assert "status 500" in refusal.found


def test_retry_after_is_honoured_up_to_the_longest_wait(producer, vault, data, declared, options, clock):
    answers = [producer.whole(b"", 429, Retry_After=seconds) for seconds in (7, 9999)]
    file = declared(data, producer.at(PATH, *answers, producer.whole(data)))
    pull(file, vault, options=options)
    assert clock.slept == [7.0, 60.0]


def test_retry_after_may_be_a_date_or_nonsense(producer, vault, data, declared, options, clock):
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    answers = [producer.whole(b"", 503, Retry_After=value) for value in (soon, "soon")]
    file = declared(data, producer.at(PATH, *answers, producer.whole(data)))
    pull(file, vault, options=options)
    assert 15 < clock.slept[0] <= 20
    assert clock.slept[1] == 2.0


def test_a_wait_past_the_deadline_is_not_begun(producer, vault, data, declared, options, clock, refused):
    file = declared(data, producer.at(PATH, producer.whole(b"", 503, Retry_After=30)))
    refusal = refused(file, vault, replace(options, deadline=20))
    assert clock.slept == []
    assert "no more time" in refusal.found


def test_a_connection_dropped_without_a_word_is_tried_again(producer, vault, data, declared, options):
    file = declared(data, producer.at(PATH, producer.hang_up, producer.whole(data)))
    assert pull(file, vault, options=options).read_bytes() == data


def test_a_closed_port_is_refused_after_all_attempts(producer, vault, data, declared, options, clock, refused):
    refusal = refused(declared(data, "http://127.0.0.1:1/votes.csv"), vault, replace(options, attempts=3))
    assert "in 3 attempts; ConnectError" in refusal.found
    assert len(clock.slept) == 2


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 410, 451])
def test_a_plain_no_is_not_asked_twice(producer, vault, data, declared, options, status, refused):
    file = declared(data, producer.at(PATH, producer.whole(b"", status)), by_hand="ask the archive")
    refusal = refused(file, vault, options)
    assert f"status {status}" in refusal.found
    assert refusal.hint.startswith("ask the archive")
    assert len(producer.asked) == 1


def test_a_plain_no_keeps_what_had_arrived(producer, vault, data, declared, options, refused, parts):
    file = declared(data, producer.at(PATH, producer.ranged(data, stop=70_000), producer.whole(b"", 403)))
    refused(file, vault, options)
    assert [part.stat().st_size for part in parts(vault)] == [70_000]
