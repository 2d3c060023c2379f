// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/repo/process.hpp>

#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

// A run is alive while its process holds the lock on a file of its own. The system lets go of it
// with the process; a child that was forked meanwhile may hold it further, so that a process that
// is known to be gone counts more.

namespace leat::detail {

/// The lock of a run, held while the object lives. A forked child's copy of it does nothing.
class run_lock {
public:
    run_lock() = default;
    /// Takes it in the folder of locks. Where there are no locks it is but a file.
    run_lock(store_handle folder, std::string id)
        : folder_(std::move(folder)), name_(std::move(id)), owner_(::getpid()) {
        do { // until nobody took it for one that was left behind
            file_ = folder_.open(name_, O_RDWR | O_CREAT, 0600);
            if (file_) file_.lock();
        } while (file_ && !file_.is_in(folder_, name_));
    }
    run_lock(run_lock&&) noexcept = default;
    run_lock& operator=(run_lock&& from) noexcept {
        if (this == &from) return *this;
        release();
        folder_ = std::move(from.folder_);
        file_ = std::move(from.file_);
        name_ = std::move(from.name_);
        owner_ = from.owner_;
        return *this;
    }
    ~run_lock() { release(); }

    /// Whether there is a file; if not, `errno` says why.
    explicit operator bool() const noexcept { return static_cast<bool>(file_); }

    void release() noexcept { release(true); }

    /// Lets go of it and leaves the file: who looks sees that nobody holds it.
    void abandon() noexcept { release(false); }

private:
    void release(bool remove) noexcept {
        if (file_ && owner_ == ::getpid()) {
            if (remove && file_.is_in(folder_, name_)) ::unlinkat(folder_.get(), name_.c_str(), 0);
            file_.lock(LOCK_UN); // for forked children, too
        }
        file_ = store_handle();
    }

    store_handle folder_{}, file_{};
    std::string name_{};
    ::pid_t owner_ = 0;
};

/// What the file of a lock tells.
enum class lock_state { held, released, lost, not_known };

inline lock_state state_of_lock(store_handle const& folder, std::string const& id) {
    store_handle const file = folder ? folder.open(id, O_RDONLY) : store_handle();
    if (!file) return lock_state::lost;
    // Shared, so that two who look are not taken for one who holds it.
    if (file.lock(LOCK_SH | LOCK_NB)) return lock_state::released;
    return errno == EWOULDBLOCK ? lock_state::held : lock_state::not_known;
}

/// Whether a run that has not been closed is alive: its process holds the lock, and is not known to
/// be gone. Where the file is lost, its process must be known to be there; where the file system
/// has no locks, it must not be known to be gone.
inline bool is_alive(lock_state lock, process_life life) noexcept {
    switch (lock) {
    case lock_state::released:
        return false;
    case lock_state::lost:
        return life == process_life::runs;
    case lock_state::held:
    case lock_state::not_known:
        break;
    }
    return life != process_life::gone;
}

inline bool is_alive(store_handle const& locks, std::string const& id, process_mark const& process,
                     process_mark const& here) {
    lock_state const lock = state_of_lock(locks, id);
    return lock != lock_state::released && is_alive(lock, life_of(process, here));
}

} // namespace leat::detail
