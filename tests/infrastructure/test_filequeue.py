"""Jobs through files: in order, whole, each given to one worker."""

import threading

import pytest
from kombu import Connection

from nq57portal import filequeue


@pytest.fixture
def name(tmp_path):
    """A queue name of its own: kombu remembers for the whole process which it has announced."""
    return tmp_path.name


@pytest.fixture
def broker(tmp_path):
    """A queue in a folder of its own."""
    options = {
        "data_folder_in": str(tmp_path),
        "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "control"),
        "processed_folder": str(tmp_path / "done"),
    }
    with Connection(filequeue.register(), transport_options=options) as connection:
        yield connection


def test_messages_come_out_whole_and_in_the_order_they_went_in(broker, name, tmp_path):
    queue = broker.SimpleQueue(name)
    for number in range(5):
        queue.put({"số": number, "trích yếu": "Kế hoạch"})
    received = [queue.get(timeout=5) for _ in range(5)]
    assert [message.payload["số"] for message in received] == [0, 1, 2, 3, 4]
    assert received[0].payload["trích yếu"] == "Kế hoạch"
    for message in received:
        message.ack()
    with pytest.raises(queue.Empty):
        queue.get(block=False)
    queue.close()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_message_still_being_written_is_not_seen(broker, name, tmp_path):
    (tmp_path / "00000000000000000001_dang-viet.part").write_text('{"body":')
    queue = broker.SimpleQueue(name)
    with pytest.raises(queue.Empty):
        queue.get(block=False)
    queue.close()


def test_two_workers_share_the_messages_without_doubling_any(broker, name):
    queue = broker.SimpleQueue(name)
    for number in range(60):
        queue.put(number)
    queue.close()
    barrier, received = threading.Barrier(2), []

    def work() -> None:
        with broker.clone() as own:
            own_queue = own.SimpleQueue(name)
            barrier.wait()
            while True:
                try:
                    message = own_queue.get(block=False)
                except own_queue.Empty:
                    break
                message.ack()
                received.append(message.payload)
            own_queue.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(received) == list(range(60))
