// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <condition_variable>
#include <mutex>

namespace leat::detail {

/// The lock of a run whose nodes run at the same time. Who holds it may look at the run and call
/// hooks, datasets and the cache; it is let go while a node's function is called, and while
/// somebody waits. So all of leat but the nodes themselves goes on as in a run in one thread.
/// A listener that is told of something may tell of it itself: so it may be locked again.
class run_gate {
public:
    void lock() { mutex_.lock(); }
    void unlock() { mutex_.unlock(); }

    /// Waits until `ready()`, which is asked with the lock held. Requires: it is held once.
    template <class Ready>
    void wait(Ready ready) {
        changed_.wait(mutex_, ready);
    }
    /// Says that something has changed that somebody may wait for.
    void changed() { changed_.notify_all(); }

private:
    std::recursive_mutex mutex_{};
    std::condition_variable_any changed_{};
};

/// Leaves the gate, if there is one, and comes back at its end.
class outside_gate {
public:
    explicit outside_gate(run_gate* gate) : gate_(gate) {
        if (gate_) gate_->unlock();
    }
    outside_gate(outside_gate const&) = delete;
    ~outside_gate() {
        if (gate_) gate_->lock();
    }

private:
    run_gate* gate_;
};

/// Holds the gate, if there is one.
class inside_gate {
public:
    explicit inside_gate(run_gate* gate) : gate_(gate) {
        if (gate_) gate_->lock();
    }
    inside_gate(inside_gate const&) = delete;
    ~inside_gate() {
        if (gate_) gate_->unlock();
    }

private:
    run_gate* gate_;
};

} // namespace leat::detail
