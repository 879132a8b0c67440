package firsthand.formats.checkpoint;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The file system of the machine, but for one operation that fails: the n-th write, force, move or removal. After it
 * everything fails, as if the process had been killed there, or, on a full disk, every later write.
 */
final class FaultyFileSystem extends FileSystemProvider {
    private final FileSystemProvider real;
    private final boolean killed;
    private long operationsLeft;
    private long bytesLeft;
    private boolean failed;

    private FaultyFileSystem(FileSystemProvider real, long operations, long bytes, boolean killed) {
        this.real = real;
        this.operationsLeft = operations;
        this.bytesLeft = bytes;
        this.killed = killed;
    }

    /** All goes well for so many operations; nothing does after. */
    static FaultyFileSystem killedAfter(long operations) {
        return new FaultyFileSystem(Path.of("").getFileSystem().provider(), operations, Long.MAX_VALUE, true);
    }

    /** One operation fails, and all others go well. */
    static FaultyFileSystem failingOnceAfter(long operations) {
        return new FaultyFileSystem(Path.of("").getFileSystem().provider(), operations, Long.MAX_VALUE, false);
    }

    /** A disk that has room for so many bytes. */
    static FaultyFileSystem fullAfter(long bytes) {
        return new FaultyFileSystem(Path.of("").getFileSystem().provider(), Long.MAX_VALUE, bytes, false);
    }

    boolean hasFailed() {
        return failed;
    }

    /** The same path, on this file system. */
    Path path(Path real) {
        return (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, new Handler(real, fileSystem(real)));
    }

    private FileSystem fileSystem(Path path) {
        var fileSystem = path.getFileSystem();
        return new Forwarding(fileSystem, this);
    }

    private void operation(String what) throws IOException {
        if (failed && killed) {
            throw new IOException("after the end: " + what);
        }
        if (operationsLeft-- == 0) {
            failed = true;
            throw new IOException("planted: " + what);
        }
    }

    /** Paths of the machine within paths of this file system; results are wrapped again. */
    private final class Handler implements InvocationHandler {
        private final Path path;
        private final FileSystem fileSystem;

        private Handler(Path path, FileSystem fileSystem) {
            this.path = path;
            this.fileSystem = fileSystem;
        }

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("getFileSystem")) {
                return fileSystem;
            }
            Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
            for (int i = 0; i < unwrapped.length; i++) {
                unwrapped[i] = unwrapped[i] instanceof Path inner ? real(inner) : unwrapped[i];
            }
            try {
                Object result = method.invoke(path, unwrapped);
                return result instanceof Path inner ? path(inner) : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }

    private static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) ? ((Handler) Proxy.getInvocationHandler(path)).path : path;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        operation("open");
        return new FaultyChannel(real.newFileChannel(real(path), options, attributes));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return real.newByteChannel(real(path), options, attributes);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        operation("move");
        real.move(real(source), real(target), options);
    }

    @Override
    public void delete(Path path) throws IOException {
        operation("delete");
        real.delete(real(path));
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        operation("delete");
        return real.deleteIfExists(real(path));
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        operation("create folder");
        real.createDirectory(real(folder), attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        var stream = real.newDirectoryStream(real(folder), filter);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                var paths = stream.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return paths.hasNext();
                    }

                    @Override
                    public Path next() {
                        return path(paths.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        real.copy(real(source), real(target), options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    /** The machine's file system under another provider. */
    private static final class Forwarding extends FileSystem {
        private final FileSystem real;
        private final FileSystemProvider provider;

        private Forwarding(FileSystem real, FileSystemProvider provider) {
            this.real = real;
            this.provider = provider;
        }

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return real.isOpen();
        }

        @Override
        public boolean isReadOnly() {
            return real.isReadOnly();
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return real.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return real.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return real.getPath(first, more);
        }

        @Override
        public java.nio.file.PathMatcher getPathMatcher(String pattern) {
            return real.getPathMatcher(pattern);
        }

        @Override
        public java.nio.file.attribute.UserPrincipalLookupService getUserPrincipalLookupService() {
            return real.getUserPrincipalLookupService();
        }

        @Override
        public java.nio.file.WatchService newWatchService() throws IOException {
            return real.newWatchService();
        }
    }

    /** Writes and forces that may fail, a write half-way. */
    private final class FaultyChannel extends FileChannel {
        private final FileChannel channel;

        private FaultyChannel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            boolean fails = operationsLeft == 0 || bytes.remaining() > bytesLeft;
            int limit = bytes.limit();
            if (fails) {
                bytes.limit(bytes.position() + (int) Math.min(bytesLeft, bytes.remaining() / 2));
            }
            bytesLeft -= bytes.remaining();
            int written = channel.write(bytes);
            bytes.limit(limit);
            operation("write");
            if (fails) {
                failed = true;
                throw new IOException("No space left on device");
            }
            return written;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            operation("force");
            channel.force(metadata);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
            return channel.read(bytes, offset, length);
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return channel.read(bytes, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
