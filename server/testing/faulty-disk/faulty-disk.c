/*
 * A disk that can be full, fail, be slow, kill whoever writes to it, and remember what of it would survive a power cut.
 *
 * Loaded before the C library (LD_PRELOAD), it stands between SQLite and the files of one folder. What SQLite writes goes
 * to the real file; only when SQLite asks for it to be synced does it also go to the copy in a second folder. So the copy
 * holds what a disk holds that loses everything it was not told to keep.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What whoever started this process says of the disk, in a page of memory that both share (faulty-disk.ts). */
struct control {
  volatile uint32_t write_errno;
  volatile uint32_t sync_errno;
  volatile uint32_t sync_delay_ms;
  /* The process dies before the operation of this number; 0 means never. */
  volatile uint32_t dies_at;
  volatile uint32_t operations;
};

/* What of a file was written since it was last synced. */
struct unsynced {
  char name[256];
  off64_t from, to;
};

#define MOST_FILES 64
#define EVERYTHING ((off64_t)1 << 50)

static struct control *control;
static const char *folder, *synced;
static size_t folder_length;
static struct unsynced files[MOST_FILES];
static int file_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_ftruncate64)(int, off64_t);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_ftruncate64 = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  folder = getenv("FAULTY_DISK_FOLDER");
  synced = getenv("FAULTY_DISK_SYNCED");
  const char *page = getenv("FAULTY_DISK_CONTROL");
  if (!folder || !synced || !page) return;
  folder_length = strlen(folder);
  int fd = open(page, O_RDWR);
  void *shared = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (shared == MAP_FAILED) abort();
  control = shared;
  close(fd);
}

/* The name within the folder, or NULL where it is another file. The file of shared memory is never on the disk. */
static const char *within(const char *path) {
  if (!control || strncmp(path, folder, folder_length) != 0 || path[folder_length] != '/') return NULL;
  const char *name = path + folder_length + 1;
  size_t length = strlen(name);
  if (strchr(name, '/') || length >= sizeof files[0].name) return NULL;
  return length > 4 && strcmp(name + length - 4, "-shm") == 0 ? NULL : name;
}

static const char *name_of(int fd, char path[PATH_MAX]) {
  char link[64];
  if (!control) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  return within(path);
}

static void operation(void) {
  uint32_t number = __sync_add_and_fetch(&control->operations, 1);
  if (control->dies_at != 0 && number >= control->dies_at) kill(getpid(), SIGKILL);
}

/* A process that has just begun does not know what the one before it left unsynced: its first sync takes everything. */
static struct unsynced *unsynced_of(const char *name) {
  for (int each = 0; each < file_count; each++)
    if (strcmp(files[each].name, name) == 0) return &files[each];
  if (file_count == MOST_FILES) abort();
  struct unsynced *file = &files[file_count++];
  strcpy(file->name, name);
  file->from = 0;
  file->to = EVERYTHING;
  return file;
}

static void keep(int fd, const char *name) {
  struct unsynced *file = unsynced_of(name);
  struct stat64 live;
  char path[PATH_MAX], block[65536];
  if (fstat64(fd, &live) != 0) return;
  snprintf(path, sizeof path, "%s/%s", synced, name);
  int copy = open(path, O_RDWR | O_CREAT, 0600);
  if (copy < 0) abort();
  off64_t end = file->to < live.st_size ? file->to : live.st_size;
  for (off64_t at = file->from; at < end;) {
    size_t want = (size_t)(end - at) < sizeof block ? (size_t)(end - at) : sizeof block;
    ssize_t got = pread64(fd, block, want, at);
    if (got <= 0 || real_pwrite64(copy, block, (size_t)got, at) != got) break;
    at += got;
  }
  real_ftruncate64(copy, live.st_size);
  close(copy);
  file->from = EVERYTHING;
  file->to = 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (!name) return real_pwrite64(fd, bytes, length, at);
  operation();
  if (control->write_errno) {
    errno = (int)control->write_errno;
    return -1;
  }
  pthread_mutex_lock(&lock);
  struct unsynced *file = unsynced_of(name);
  if (at < file->from) file->from = at;
  if (at + (off64_t)length > file->to) file->to = at + (off64_t)length;
  pthread_mutex_unlock(&lock);
  return real_pwrite64(fd, bytes, length, at);
}

int fsync(int fd) {
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (!name) return real_fsync(fd);
  operation();
  if (control->sync_delay_ms) usleep(control->sync_delay_ms * 1000);
  if (control->sync_errno) {
    errno = (int)control->sync_errno;
    return -1;
  }
  pthread_mutex_lock(&lock);
  keep(fd, name);
  pthread_mutex_unlock(&lock);
  return 0;
}

int fdatasync(int fd) { return fsync(fd); }

int ftruncate64(int fd, off64_t length) {
  char path[PATH_MAX];
  const char *name = name_of(fd, path);
  if (name) operation();
  return real_ftruncate64(fd, length);
}

int unlink(const char *path) {
  const char *name = within(path);
  if (name) {
    char copy[PATH_MAX];
    operation();
    snprintf(copy, sizeof copy, "%s/%s", synced, name);
    real_unlink(copy);
  }
  return real_unlink(path);
}
