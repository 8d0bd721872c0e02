import asyncio

from workbook.server.run import Run


async def taken(run):
    return [index async for index, _ in run.each()]


async def late():
    run = Run()
    run.add(1, [])
    reading = asyncio.create_task(taken(run))
    await asyncio.sleep(0)
    run.add(2, [])
    await asyncio.sleep(0)
    run.finish()
    return await reading


def test_outputs_before_and_after_asking():
    assert asyncio.run(late()) == [1, 2]
