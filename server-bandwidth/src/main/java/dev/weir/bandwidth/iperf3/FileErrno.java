package dev.weir.bandwidth.iperf3;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be opened, as the number that the peer is told. */
final class FileErrno {

  private static final int ENOENT = 2;
  private static final int EIO = 5;
  private static final int EACCES = 13;
  private static final int EISDIR = 21;

  private FileErrno() {}

  static int of(IOException refused) {
    return switch (refused) {
      case NoSuchFileException none -> ENOENT;
      case AccessDeniedException denied -> EACCES;
      case FileSystemException other when "Is a directory".equals(other.getReason()) -> EISDIR;
      default -> EIO;
    };
  }
}
