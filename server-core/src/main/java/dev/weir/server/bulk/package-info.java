/**
 * The one door to the fast path: transfers that run beside a channel's pipeline, straight on its
 * descriptor, on its own loop.
 *
 * <p>Here lives what moves bytes that nobody looks at (sinks, sources) and datagrams that are
 * looked at in batches; {@link dev.weir.server.bulk.Bulk} is the entrance. What the bytes mean does
 * not belong here. Where the channel is not epoll's, the same transfers run through the pipeline.
 */
package dev.weir.server.bulk;
